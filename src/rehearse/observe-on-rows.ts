import { objectsOf } from '../model/catalog.ts';
import type { Observation } from '../model/observation.ts';
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
  const again = await observeOnEmptyTables(stage, statement, inTransaction);
  if (again === null) return { observation, rowsTrial: { error, dependsOnData: false } };
  return { observation: again, rowsTrial: { error, dependsOnData: true } };
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
