import type { SeriesStep } from './series.ts';

/** Steps that may be merged together, in order: a new delivery begins where other code has to run first. */
export function deliveriesOf(steps: readonly SeriesStep[]): readonly (readonly SeriesStep[])[] {
  const deliveries: SeriesStep[][] = [];
  for (const step of steps) {
    const last = deliveries.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && goTogether(before, step)) last.push(step);
    else deliveries.push([step]);
  }
  return deliveries;
}

function goTogether(before: SeriesStep, step: SeriesStep): boolean {
  if (step.codeBefore !== null) return false;
  return before.stage === step.stage || (before.stage === 'expand' && step.stage === 'migrate');
}
