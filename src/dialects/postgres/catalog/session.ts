import type { Row } from '../../../model/engine.ts';

type Query = (sql: string) => Promise<readonly Row[]>;

const SAVEPOINT = 'holdpoint_catalog';

/**
 * Runs `work` with an empty search path and takes everything back afterwards: settings, and the locks that reading a
 * view's definition takes. Inside a transaction that is done by a savepoint, outside of one by a transaction of our own.
 */
export async function undisturbed<Result>(query: Query, work: () => Promise<Result>): Promise<Result> {
  const inTransaction = await query(`SAVEPOINT ${SAVEPOINT}`).then(
    () => true,
    () => false,
  );
  if (!inTransaction) await query('BEGIN');
  try {
    await query(`SELECT set_config('search_path', '', true)`);
    return await work();
  } finally {
    if (inTransaction) {
      await query(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`);
      await query(`RELEASE SAVEPOINT ${SAVEPOINT}`);
    } else {
      await query('ROLLBACK');
    }
  }
}
