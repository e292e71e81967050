import { answerAsCode } from '../lib/code.ts';
import { objectsOf, type Catalog } from '../model/catalog.ts';
import { isWrapped } from '../model/migration.ts';
import type { DataLoss, Trial } from '../model/rehearsal.ts';
import { runningSql, type Script } from '../model/statement.ts';
import { sameCatalog } from './catalog-difference.ts';
import { transactionOf, type ParsedMigration } from './parsed-project.ts';
import type { Stage } from './stage.ts';
import { transactionVerb } from './transaction-window.ts';
import { tryWayBack, untried, type Moment } from './trial.ts';

/** Runs the down file that a migration brings and says what it does not restore. */
export async function tryDown(
  stage: Stage,
  parsed: ParsedMigration,
  down: Script,
  before: Moment,
): Promise<Trial> {
  const sql = down.statements.map(runningSql);
  const unreadable = down.statements.find((statement) => statement.kind === 'unreadable');
  if (unreadable?.kind === 'unreadable') {
    return untried(`Line ${unreadable.span.line} cannot be read: ${answerAsCode(unreadable.reason)}`, sql);
  }
  const transactional =
    isWrapped(transactionOf(parsed.migration, down)) &&
    down.statements.every((statement) => transactionVerb(statement) === null);
  const lost = lostByName(before, stage.catalog);
  const trial = await tryWayBack(stage, { sql, lost, transactional }, before);
  const isEmpty = sql.length === 0 && !sameCatalog(before.catalog, stage.catalog);
  return isEmpty ? { ...trial, reason: 'It holds no statement.' } : trial;
}

/** Tables and columns that the migration took away together with their data. */
function lostByName(before: Moment, after: Catalog): DataLoss[] {
  const rowsOf = (relation: string | null): number => before.digests.get(relation ?? '')?.rows ?? 0;
  const goneTables = objectsOf(before.catalog, 'table').filter(({ name }) => !after.has(`table ${name}`));
  const names = new Set(goneTables.map(({ name }) => name));
  const goneColumns = objectsOf(before.catalog, 'column').filter(
    ({ name, relation, facts }) =>
      !after.has(`column ${name}`) &&
      !names.has(relation ?? '') &&
      before.catalog.has(`table ${relation}`) &&
      (facts['generated'] ?? null) === null,
  );
  return [
    ...goneTables.map(({ name }): DataLoss => ({ kind: 'table', object: name, rows: rowsOf(name) })),
    ...goneColumns.map(({ name, relation }): DataLoss => ({
      kind: 'column',
      object: name,
      rows: rowsOf(relation),
    })),
  ];
}
