/** SQL that belongs together, with what it needs to be done before it. */
export interface Step {
  readonly sql: readonly string[];
  /** Lower ones first, as far as needs allow. */
  readonly rank: number;
  /** Among equals, lower ones first. */
  readonly age: number;
  /** Keys that are there, or gone, once it is done. */
  readonly provides: readonly string[];
  /** Keys that other steps must have provided before. Keys that no step provides are there already. */
  readonly needs: readonly string[];
}

/** Steps in an order in which each finds what it needs; a circle is cut at its lowest rank. */
export function orderSteps(steps: readonly Step[]): Step[] {
  const waiting = [...steps].sort((left, right) => left.rank - right.rank || left.age - right.age);
  const owed = new Map<string, number>();
  for (const step of waiting) for (const key of step.provides) owed.set(key, (owed.get(key) ?? 0) + 1);
  const ordered: Step[] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex((step) => isReady(step, owed));
    const [step] = waiting.splice(Math.max(at, 0), 1);
    if (step === undefined) break;
    for (const key of step.provides) owed.set(key, (owed.get(key) ?? 1) - 1);
    ordered.push(step);
  }
  return ordered;
}

function isReady(step: Step, owed: ReadonlyMap<string, number>): boolean {
  return step.needs.every((key) => step.provides.includes(key) || (owed.get(key) ?? 0) === 0);
}

/** The SQL of the steps, in that order. */
export function sqlOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => step.sql);
}
