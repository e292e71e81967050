import { codes } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { MigrationDraft } from '../../../model/rebuild.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { isEnforced } from '../catalog/enforced.ts';
import { FOREIGN_KEYS_OFF, withoutForeignKeys } from '../inverse/enforced.ts';
import { completedSchema } from './completed-schema.ts';
import { completedStatements, isAboutForeignKeys } from './completed-statements.ts';
import { rebuiltTables, type RebuiltTable } from './rebuilt-tables.ts';

/**
 * The statements of a migration that builds tables anew, with what they forget, and with foreign keys off where they
 * would take rows along. https://www.sqlite.org/lang_altertable.html#otheralter
 */
export function complete(statements: readonly RehearsedStatement[], refused?: number): MigrationDraft | null {
  const [start, end] = [statements[0]?.before, statements.at(-1)?.after];
  if (start === undefined || end === undefined || statements.some(isStopped)) return null;
  const tables = rebuiltTables(statements, end);
  const losing = tables.flatMap(({ droppedBy, lacks }) =>
    lacks || isLosing(statements[droppedBy]) ? [droppedBy] : [],
  );
  const found = [...losing, ...indexesOf(statements, isIgnored), ...indexesOf(statements, isDangling)];
  const answers = refused === undefined ? found : [refused];
  const [at] = answers;
  if (tables.length === 0 || at === undefined) return null;
  const target = completedSchema(start, end, tables);
  const sql = completedStatements(statements, target, tables);
  const minds = isEnforced(start) || statements.some(({ statement }) => isAboutForeignKeys(statement));
  return {
    at,
    answers,
    target,
    sql: minds ? withoutForeignKeys(sql) : sql,
    transactional: !minds,
    rebuilt: tables.map(({ name }) => name),
    victims: victimsOf(tables.flatMap(({ droppedBy }) => statements[droppedBy] ?? [])),
    refused: statements.some(isDangling),
    note: noteOf(tables, minds),
  };
}

/** True for a statement that does not run, whatever is done about foreign keys. */
function isStopped(run: RehearsedStatement): boolean {
  return run.observation === null || (run.observation.error !== null && !isDangling(run));
}

/** True where foreign keys refuse the end of the transaction. */
function isDangling({ observation }: RehearsedStatement): boolean {
  return observation?.error?.code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}

/** True for the drop of a table that takes something along, or that does not even run where there are rows. */
function isLosing(run: RehearsedStatement | undefined): boolean {
  if (run === undefined) return false;
  return run.dataLoss.length + run.overwritten.length > 0 || run.rowsTrial.dependsOnData;
}

/** True for a pragma that was to switch foreign keys off and does nothing. */
function isIgnored({ statement, observation }: RehearsedStatement): boolean {
  return isAboutForeignKeys(statement) && (observation?.notices.length ?? 0) > 0;
}

function indexesOf(
  statements: readonly RehearsedStatement[],
  is: (run: RehearsedStatement) => boolean,
): number[] {
  return statements.flatMap((run, index) => (is(run) ? [index] : []));
}

function victimsOf(drops: readonly RehearsedStatement[]): string[] {
  return drops
    .flatMap(({ dataLoss, overwritten }) => [...dataLoss, ...overwritten])
    .map(({ kind, object }) => (kind === 'column' ? object.slice(0, object.lastIndexOf('.')) : object));
}

function noteOf(tables: readonly RebuiltTable[], minds: boolean): string {
  const names = listInWords(codes(tables.map(({ name }) => name)));
  const lead = `Build ${names} anew with all that ${tables.length === 1 ? 'stands on it' : 'stands on them'}`;
  return minds ? `${lead}, and with foreign keys off meanwhile. ${FOREIGN_KEYS_OFF}` : `${lead}.`;
}
