import type { Effect } from '../../model/observation.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import { differenceOf } from './difference.ts';

/**
 * True when the statement only reads or only validates constraints, which by itself lets writes go past, and the strong
 * lock that is seen on the relation is one that an earlier statement of the transaction took.
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-VALIDATE-CONSTRAINT
 */
export function isBorrowedLock(statement: RehearsedStatement, { relation, lock }: Effect): boolean {
  const isHeld = statement.held.some((held) => held.relation === relation && held.lock === lock);
  return isHeld && (onlyReads(statement) || onlyValidates(statement));
}

/** Rows that are locked, as by `FOR UPDATE`, are more than read. */
function onlyReads({ statement }: RehearsedStatement): boolean {
  if (statement.kind === 'unreadable' || statement.changes.length === 0) return false;
  return statement.changes.every((change) => change.kind === 'query' && change.locksRows !== true);
}

function onlyValidates(statement: RehearsedStatement): boolean {
  const { added, removed, altered } = differenceOf(statement);
  if (added.length > 0 || removed.length > 0 || altered.length === 0) return false;
  return altered.every(
    ({ before, after }) =>
      before.kind === 'constraint' &&
      before.facts['validated'] === false &&
      after.facts['validated'] === true,
  );
}
