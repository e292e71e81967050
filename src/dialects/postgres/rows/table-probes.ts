import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import { asWritten } from './as-written.ts';
import { insertStatement } from './insert-statement.ts';
import { qualified } from './names.ts';
import { readSql } from './read-sql.ts';
import { isRequired, planRow, type PlannedColumn, type RowWish } from './row-plan.ts';
import { plainValue } from './sample-values.ts';
import { dependentColumns } from './search-query.ts';
import type { ColumnShape, ForeignKey, TableShape } from './table-shape.ts';
import { isUpdatable, oneRow, updateSql } from './update-probe.ts';
import { upsertTargets } from './upsert-targets.ts';
import { writtenWhenAsked } from '../../rows/written-when-asked.ts';

/** Numbers of the rows that probes write, beyond those of the synthetic rows and of most that migrations insert. */
const FULL_ROW = 251;
const SPARE_ROW = 252;

/** Code that owns its tables is not subject to their row security. */
const AS_OWNER = 'RESET ROLE; ';

/** Reads and writes of one table in its own shape; a fixed number of them and one for each unique key. */
export function tableProbes(catalog: Catalog, shape: TableShape): Probe[] {
  const forms = [...accessProbes(shape), ...upsertProbes(catalog, shape)];
  if (!shape.secured) return forms;
  return [
    ...forms,
    ...accessProbes(shape).map((probe) => writtenWhenAsked(probe, () => AS_OWNER + probe.sql)),
  ];
}

/** Numbers of the rows that queries write. */
export interface WrittenRows {
  readonly full: number;
  readonly spare: number;
  /** Makes new values of the row that is updated; the usual one when left out. */
  readonly changed?: number;
}

/** Reads and writes of one table that code owning it does. */
export function accessProbes(
  shape: TableShape,
  { full, spare, changed }: WrittenRows = { full: FULL_ROW, spare: SPARE_ROW },
): Probe[] {
  const { name, columns } = shape;
  const probe = (action: Probe['action'], subject: string, write: () => string): Probe =>
    writtenWhenAsked({ relation: name, action, subject: `${subject} ${code(name)}` }, write);
  const readable = columns.length > 0;
  const compared = columns.filter(isComparable);
  return [
    ...(readable ? [probe('read', 'reads of', () => readSql(shape.sql, names(columns)))] : []),
    ...(compared.length > 0
      ? [probe('read', 'filters on columns of', () => filterSql(shape, compared))]
      : []),
    probe('insert', 'inserts into', () => insertSql(shape, 'all', full)),
    probe('insert', 'inserts with only the required columns into', () => insertSql(shape, 'required', spare)),
    ...filledByTrigger(shape).map(({ sql }) =>
      probe('insert', `inserts without ${code(sql)} into`, () => insertSql(shape, 'all', spare, sql)),
    ),
    ...(isUpdatable(shape) ? [probe('update', 'updates of', () => updateSql(shape, changed))] : []),
    probe('delete', 'deletes from', () => deleteSql(shape)),
  ];
}

/** Planning is enough to find out whether a unique key stands behind the conflict target. */
function upsertProbes(catalog: Catalog, shape: TableShape): Probe[] {
  const { name, sql } = shape;
  const targets = upsertTargets(objectsOf(catalog, 'index', name), objectsOf(catalog, 'constraint', name));
  return targets.map((target) => ({
    relation: name,
    action: 'insert',
    sql: `EXPLAIN (FORMAT JSON) INSERT INTO ${sql} DEFAULT VALUES ON CONFLICT ${target} DO NOTHING`,
    subject: `upserts on ${code(`${name} ${target}`)}`,
  }));
}

function names(columns: readonly ColumnShape[]): string[] {
  return columns.map(({ sql }) => sql);
}

/** Types without an equality operator. */
const INCOMPARABLE =
  /^(json|xml|point|box|path|polygon|line|circle|lseg|jsonpath|txid_snapshot|pg_snapshot|lquery|composite)$/;

function isComparable({ type }: ColumnShape): boolean {
  return !INCOMPARABLE.test(type.family) && !INCOMPARABLE.test(type.element?.family ?? '');
}

/** Compares each column with a constant: fails when the types no longer go together. */
function filterSql(shape: TableShape, compared: readonly ColumnShape[]): string {
  const comparisons = compared.map(
    (column) => `${column.sql} = ${asWritten(plainValue(column.type, FULL_ROW), column.type)}`,
  );
  return `SELECT count(*) AS rows FROM ${shape.sql} WHERE ${comparisons.join(' AND ')}`;
}

/** Required columns that a trigger may fill; where none does, leaving them out never worked. */
function filledByTrigger(shape: TableShape): readonly ColumnShape[] {
  if (!shape.touched) return [];
  return shape.columns.filter((column) => !column.generated && isRequired(column));
}

function insertSql(
  shape: TableShape,
  columns: RowWish['columns'],
  number: number,
  without: string | null = null,
): string {
  const foreignValue = (key: ForeignKey, column: ColumnShape): readonly string[] => [
    existingValue(shape, key, column),
  ];
  const plan = planRow(shape, { number, empty: false, columns, overriding: false, foreignValue });
  const given = plan.filter(({ column }) => column.sql !== without);
  return insertStatement(shape, asWrittenRow(shape, given));
}

/** What conditions have no say in is written as code writes it; of the rest the engine chooses, which takes its type. */
function asWrittenRow(shape: TableShape, plan: readonly PlannedColumn[]): PlannedColumn[] {
  const chosen = new Set(dependentColumns(shape, plan).flat());
  return plan.map((planned) => {
    if (chosen.has(planned)) return planned;
    return {
      ...planned,
      candidates: planned.candidates.map((value) => asWritten(value, planned.column.type)),
    };
  });
}

/** What other rows of the table refer to; for a one-to-one reference, the last row that can be referred to. */
function existingValue(shape: TableShape, key: ForeignKey, column: ColumnShape): string {
  const references = new Set(shape.foreignKeys.flatMap(({ columns }) => columns));
  const isTaken = shape.uniques.some(
    (unique) => unique.length > 0 && unique.every((one) => references.has(one)),
  );
  if (!isTaken || key.references === shape.name) {
    const present = key.columns.map((name) => `${name} IS NOT NULL`).join(' AND ');
    return `(SELECT ${column.sql} FROM ${shape.sql} WHERE ${present} ORDER BY ${key.columns.join(', ')} LIMIT 1)`;
  }
  const target = key.referenced[key.columns.indexOf(column.sql)] ?? column.sql;
  const order = key.referenced.map((name) => `${name} DESC NULLS LAST`).join(', ');
  return `(SELECT ${target} FROM ${qualified(key.references)} ORDER BY ${order} LIMIT 1)`;
}

/** The last row is one that nothing refers to. */
function deleteSql(shape: TableShape): string {
  return `DELETE FROM ${shape.sql} WHERE ${oneRow(shape, 'DESC')}`;
}
