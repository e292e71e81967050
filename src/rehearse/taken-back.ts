import type { StatementRun } from './run-statement.ts';
import { transactionControl } from './transaction-window.ts';

/**
 * Statements whose work a later one of the same transaction takes back, by index, and those that take it back: together
 * they leave the schema and the rows as they were.
 */
export function takenBack(runs: readonly StatementRun[]): ReadonlySet<number> {
  const undone = new Set<number>();
  runs.forEach((run, index) => {
    if ((run.observation?.error ?? null) !== null) return;
    const from = beginningOf(runs, index);
    for (let each = from; each <= index; each += 1) undone.add(each);
  });
  return undone;
}

/** The first statement that the one at the index takes back; behind the index when it takes back none. */
function beginningOf(runs: readonly StatementRun[], index: number): number {
  const none = index + 1;
  const run = runs[index];
  const control = run === undefined ? null : transactionControl(run.statement);
  const first = runs.findIndex(({ transaction }) => transaction === run?.transaction);
  if (control?.verb === 'rollback') return first;
  if (control?.verb !== 'rollback-to') return none;
  const at = runs.slice(0, index).findLastIndex(({ statement }, earlier) => {
    const { verb, savepoint } = transactionControl(statement) ?? {};
    return earlier >= first && verb === 'savepoint' && savepoint === control.savepoint;
  });
  return at < 0 ? none : at;
}
