import type { TransactionMode } from './migration.ts';
import type { SeriesStep } from './series.ts';

/**
 * Steps that may be merged together, in order: a new delivery begins where other code has to run first. Where the runner
 * puts all that is pending into one transaction, each step is one: together they would hold their locks to the end.
 */
export function deliveriesOf(
  steps: readonly SeriesStep[],
  transaction: TransactionMode,
): readonly (readonly SeriesStep[])[] {
  if (transaction === 'all-pending') return steps.map((step) => [step]);
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
