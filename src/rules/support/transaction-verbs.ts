import type { TransactionVerb } from '../../model/change.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';

/** What a statement does to the transaction; null for all others. */
export function verbOf({ statement }: RehearsedStatement): TransactionVerb | null {
  if (statement.kind === 'unreadable') return null;
  const [change] = statement.changes;
  return change?.kind === 'transaction-control' ? change.verb : null;
}
