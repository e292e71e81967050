import type { Violation } from '../model/rehearsal.ts';
import type { Stage } from './stage.ts';

/** Rows that stand against the schema since it was last asked; what did before is not the fault of what ran meanwhile. */
export async function newViolations(stage: Stage): Promise<readonly Violation[]> {
  const { dialect, engine, violations: before } = stage;
  const now = (await dialect.violations?.(engine)) ?? [];
  stage.violations = now;
  return now.flatMap((violation) => {
    const known = before.find((other) => isSame(other, violation));
    if (known === undefined) return [violation];
    return violation.rows > known.rows ? [{ ...violation, rows: violation.rows - known.rows }] : [];
  });
}

function isSame(left: Violation, right: Violation): boolean {
  return keyOf(left) === keyOf(right);
}

function keyOf({ kind, relation, parent, columns, says }: Violation): string {
  return JSON.stringify([kind, relation, parent, columns, says]);
}
