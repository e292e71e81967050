import { isWrapped } from '../../model/migration.ts';
import { isAmongOthers } from './among-others.ts';
import type { Place } from './place.ts';

/** `active_sql_transaction`: "cannot run inside a transaction block". */
const ACTIVE_TRANSACTION = '25001';

/**
 * True when the statement refuses a transaction and gets one: the engine said so, or the migration is told to run in
 * one, or the file begins one itself. A transaction that is only the layout's habit is not held against it.
 */
export function isRefusedTransaction(place: Place): boolean {
  const { statement, migration } = place;
  if (statement.observation?.error?.code === ACTIVE_TRANSACTION) return true;
  if (statement.statement.kind === 'unreadable' || statement.statement.runsInTransaction) return false;
  if (!isWrapped(migration.transaction)) return isAmongOthers(place);
  return migration.change.migration.transactionIs === 'stated';
}
