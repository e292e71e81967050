import { isWrapped } from '../../model/migration.ts';
import type { Place } from './place.ts';

/** `active_sql_transaction`: "cannot run inside a transaction block". */
const ACTIVE_TRANSACTION = '25001';

/**
 * True when the statement refuses a transaction and gets one: the engine said so, or the migration is told to run in
 * one. A transaction that is only the layout's habit is not held against it.
 */
export function isRefusedTransaction({ statement, migration }: Place): boolean {
  if (statement.observation?.error?.code === ACTIVE_TRANSACTION) return true;
  if (statement.statement.kind === 'unreadable' || statement.statement.runsInTransaction) return false;
  const isStated = migration.change.migration.transactionIs === 'stated';
  return isStated && isWrapped(migration.transaction);
}
