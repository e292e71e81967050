import type { Ask } from '../engines/prepared-queries.ts';

const SAVEPOINT = 'holdpoint_catalog';

/** An empty search path, and plans that are made once for all values. */
export const UNDISTURBED =
  "SELECT set_config('search_path', '', true), set_config('plan_cache_mode', 'force_generic_plan', true)";

/**
 * Runs `work` between `begin`, which runs a statement and then {@link UNDISTURBED}, and what takes everything back:
 * settings, and the locks that reading a view's definition takes. Inside a transaction that is done by a savepoint,
 * outside of one by a transaction of our own.
 */
export async function undisturbed<Result>(
  ask: Ask,
  begin: (statement: string) => Promise<void>,
  work: () => Promise<Result>,
): Promise<Result> {
  const inTransaction = await begin(`SAVEPOINT ${SAVEPOINT}`).then(
    () => true,
    () => false,
  );
  try {
    if (!inTransaction) await begin('BEGIN');
    return await work();
  } finally {
    await ask(
      inTransaction ? [`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`, `RELEASE SAVEPOINT ${SAVEPOINT}`] : ['ROLLBACK'],
    );
  }
}
