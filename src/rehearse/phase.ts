import type { Phase } from '../model/rehearsal.ts';
import { keepsBooks } from './bookkeeping.ts';
import { changedObjects } from './catalog-difference.ts';
import type { StatementRun } from './run-statement.ts';

/**
 * `contract` when code written for the shipped schema can fail afterwards or its data is gone, `migrate` when rows
 * change, `expand` when the schema gains or changes something, `neutral` for the rest and for books of the runner.
 */
export function phaseOf(run: StatementRun): Phase {
  if (breaksRunningCode(run) || run.dataLoss.length > 0) return 'contract';
  if (keepsBooks(run.statement)) return 'neutral';
  const movesRows = run.observation !== null && run.observation.rows.length > 0;
  if (
    movesRows ||
    (run.statement.kind === 'readable' && run.statement.changes.some(({ kind }) => MIGRATING.has(kind)))
  ) {
    return 'migrate';
  }
  return addsToSchema(run) ? 'expand' : 'neutral';
}

/** True when code written for the shipped schema fails whatever values it has. */
export function breaksRunningCode({ broken }: Pick<StatementRun, 'broken'>): boolean {
  return broken.some(({ fails }) => fails === 'shape');
}

const MIGRATING: ReadonlySet<string> = new Set([
  'insert-rows',
  'update-rows',
  'delete-rows',
  'merge-rows',
  'copy-rows',
  'refresh-materialized-view',
]);

/** Something that the schema has now and did not have, or has otherwise; taking away alone is not an expansion. */
function addsToSchema(run: StatementRun): boolean {
  return changedObjects(run.before, run.after).some((object) =>
    run.after.has(`${object.kind} ${object.name}`),
  );
}
