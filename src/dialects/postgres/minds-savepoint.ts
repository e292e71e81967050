import type { ReadableStatement } from '../../model/statement.ts';

/** The first version on which values that are added to a type can be used in the transaction that made the type. */
const SINCE = 17;

/**
 * Values that `ALTER TYPE … ADD VALUE` adds can be used at once where the type was made in the same transaction, but not
 * where either was done under a savepoint. Older versions refuse either way, as the savepoint does.
 * https://www.postgresql.org/docs/17/release-17.html · https://www.postgresql.org/docs/17/sql-altertype.html
 */
export function mindsSavepoint({ sql, changes }: ReadableStatement, version: number): boolean {
  if (version < SINCE) return false;
  return changes.some(
    ({ kind }) => kind === 'add-enum-value' || (kind === 'create-type' && /\bAS\s+ENUM\b/i.test(sql)),
  );
}
