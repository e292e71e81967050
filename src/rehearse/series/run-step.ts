import type { Engine } from '../../model/engine.ts';
import { isWrapped, type TransactionMode } from '../../model/migration.ts';
import type { EngineError } from '../../model/observation.ts';
import type { SeriesStep } from '../../model/series.ts';

/** Runs SQL that is committed, in one transaction or without; gives the first error, null when all of it ran. */
export async function runCommitted(
  engine: Engine,
  sql: readonly string[],
  transaction: TransactionMode,
): Promise<EngineError | null> {
  if (sql.length === 0) return null;
  const all = isWrapped(transaction) ? ['BEGIN', ...sql, 'COMMIT'] : sql;
  const outcomes = await engine.runAll(all, true);
  const last = outcomes.at(-1);
  if (last?.ok !== false) return null;
  await engine.run('ROLLBACK');
  return last.error;
}

/** How a step is run. */
export function modeOf({ transactional }: Pick<SeriesStep, 'transactional'>): TransactionMode {
  return transactional ? 'per-migration' : 'none';
}
