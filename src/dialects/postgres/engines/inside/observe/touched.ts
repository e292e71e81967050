import type { Session } from '../session.ts';
import type { State } from './state.ts';

/** System tables whose rows describe a relation, with the column that says which. */
const DESCRIPTIONS: readonly (readonly [table: string, relation: string])[] = [
  ['pg_class', 'oid'],
  ['pg_attribute', 'attrelid'],
  ['pg_attrdef', 'adrelid'],
  ['pg_constraint', 'conrelid'],
  ['pg_index', 'indrelid'],
  ['pg_trigger', 'tgrelid'],
  ['pg_policy', 'polrelid'],
  ['pg_rewrite', 'ev_class'],
  ['pg_description', 'objoid'],
];

/**
 * Relations whose description a statement wrote. A transaction does not take a lock twice, so this is how a second
 * `ALTER TABLE` of the same table shows. Empty when the transaction held no locks before.
 */
export async function touchedRelations(
  session: Session,
  before: State,
  after: State,
): Promise<ReadonlySet<string>> {
  const news = after.transactions.filter((transaction) => !before.transactions.includes(transaction));
  if (news.length === 0 || before.locks.size === 0) return new Set();
  const written = `xmin = ANY ('{${news.join(',')}}'::pg_catalog.xid[])`;
  const queries = DESCRIPTIONS.map(
    ([table, relation]) => `SELECT ${relation} FROM pg_catalog.${table} WHERE ${written}`,
  );
  const [relations] = await session.tell(queries.join(' UNION '));
  return new Set((relations?.rows ?? []).map(([oid]) => oid ?? ''));
}
