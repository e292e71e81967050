import type { Row, RunOutcome } from '../../../model/engine.ts';
import { failureProblem } from '../../engine-process/engine-problems.ts';

/** Runs texts one after the other, whether they fail or not. */
export type Ask = (sqls: readonly string[]) => Promise<readonly RunOutcome[]>;

/** The rows of a query of ours, which must work. Throws a `Problem` when it does not. */
export function rowsOf(outcome: RunOutcome): readonly Row[] {
  if (!outcome.ok) throw failureProblem(outcome.error.message);
  return outcome.rows;
}
