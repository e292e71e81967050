import { objectsOf } from '../model/catalog.ts';
import type { EngineError, Observation } from '../model/observation.ts';
import type { RowsTrial } from '../model/rehearsal.ts';
import { runningSql, type ReadableStatement } from '../model/statement.ts';
import type { Stage } from './stage.ts';
import { endsTransaction } from './transaction-window.ts';

export interface RowsObservation {
  readonly observation: Observation;
  readonly rowsTrial: RowsTrial;
}

/**
 * Runs a statement on tables that hold rows; when it fails there, once more on empty ones, so that what only the
 * data stands against is told apart from what never works.
 */
export async function observeOnRows(
  stage: Stage,
  statement: ReadableStatement,
  inTransaction: boolean,
): Promise<RowsObservation> {
  const { engine } = stage;
  const observation = await engine.observe(
    runningSql(statement),
    statement.runsInTransaction,
    stage.dialect.mindsSavepoint?.(statement, stage.version),
  );
  const { error } = observation;
  if (error === null || endsTransaction(statement) || !stage.dialect.mayDependOnData(error)) {
    return { observation, rowsTrial: { error, dependsOnData: false } };
  }
  const again =
    (await observeOnMendedRows(stage, statement, error)) ??
    (await observeOnEmptyTables(stage, statement, inTransaction));
  if (again === null) return { observation, rowsTrial: { error, dependsOnData: false } };
  return { observation: again, rowsTrial: { error, dependsOnData: true } };
}

/** So many refusals of one statement are mended one after the other. */
const MENDED = 5;

/**
 * Null when nobody knows other values, or they do not help. Rows that stay show what happens to them later on, which
 * empty tables do not.
 */
async function observeOnMendedRows(
  stage: Stage,
  statement: ReadableStatement,
  refusal: EngineError,
): Promise<Observation | null> {
  const { engine, dialect } = stage;
  const known = new Set<string>();
  let error = refusal;
  while (known.size < MENDED && !known.has(error.message)) {
    known.add(error.message);
    const mending = dialect.mendRows?.(error, stage.catalog) ?? [];
    if (mending.length === 0) return null;
    await engine.runAll(mending, false);
    await takeStock(stage);
    const again = await engine.observe(runningSql(statement), statement.runsInTransaction);
    if (again.error === null) return again;
    error = again.error;
  }
  return null;
}

/** Rows that are not what they were are ours: nobody lost them. */
async function takeStock(stage: Stage): Promise<void> {
  const before = stage.digests;
  stage.digests = await stage.engine.digests();
  for (const [relation, digest] of stage.digests)
    if (JSON.stringify(before.get(relation)) !== JSON.stringify(digest)) stage.emptied.add(relation);
}

/** Null when the statement fails on empty tables too; then the rows are back. */
async function observeOnEmptyTables(
  stage: Stage,
  statement: ReadableStatement,
  inTransaction: boolean,
): Promise<Observation | null> {
  const { engine, dialect } = stage;
  if (!statement.runsInTransaction) await removeLeftovers(stage);
  const tables = objectsOf(stage.catalog, 'table').map(({ name }) => name);
  await engine.runAll([inTransaction ? 'SAVEPOINT holdpoint_rows' : 'BEGIN'], true);
  await engine.runAll(dialect.removeRows(tables), false);
  if (!inTransaction) await engine.run('COMMIT');
  const again = await engine.observe(runningSql(statement), statement.runsInTransaction);
  if (again.error === null) {
    for (const table of tables) stage.emptied.add(table);
    return again;
  }
  if (inTransaction) await engine.run('ROLLBACK TO SAVEPOINT holdpoint_rows');
  else for (const table of tables) stage.emptied.add(table);
  return null;
}

/** A statement outside of a transaction can fail half-way and leave something behind, such as an invalid index. */
async function removeLeftovers({ engine, dialect, catalog }: Stage): Promise<void> {
  const { sql } = dialect.inverse(catalog, await engine.catalog());
  await engine.runAll(sql, false);
}
