import { code } from '../../../lib/code.ts';
import type { Catalog } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import { writtenWhenAsked } from '../../rows/written-when-asked.ts';
import { insertStatement } from './insert-statement.ts';
import { qualified } from './names.ts';
import { readSql } from './read-sql.ts';
import { planRow, type RowWish } from './row-plan.ts';
import { plainValue } from './sample-values.ts';
import type { ColumnShape, ForeignKey, TableShape } from './table-shape.ts';
import { isUpdatable, oneRow, updateSql } from './update-probe.ts';
import { upsertTargets } from './upsert-targets.ts';

/** Numbers of the rows that probes write, beyond those of the synthetic rows and of most that migrations insert. */
const FULL_ROW = 251;
const SPARE_ROW = 252;

/** Reads and writes of one table in its own shape; a fixed number of them and one for each unique key. */
export function tableProbes(catalog: Catalog, shape: TableShape): Probe[] {
  const { name, columns } = shape;
  const probe = (action: Probe['action'], subject: string, write: () => string): Probe =>
    writtenWhenAsked({ relation: name, action, subject: `${subject} ${code(name)}` }, write);
  const names = columns.map(({ sql }) => sql);
  return [
    probe('read', 'reads of', () => readSql(name, names)),
    probe('read', 'filters on columns of', () => filterSql(shape)),
    probe('insert', 'inserts into', () => insertSql(shape, 'all', FULL_ROW)),
    probe('insert', 'inserts with only the required columns into', () =>
      insertSql(shape, 'required', SPARE_ROW),
    ),
    ...(isUpdatable(shape) ? [probe('update', 'updates of', () => updateSql(shape))] : []),
    // The last row is one that nothing refers to.
    probe('delete', 'deletes from', () => {
      return `DELETE FROM ${qualified(name)} AS removed WHERE ${oneRow(shape, 'removed', 'DESC')}`;
    }),
    ...upsertProbes(catalog, shape),
  ];
}

/** Preparing is enough to find out whether a unique key stands behind the conflict target. */
function upsertProbes(catalog: Catalog, shape: TableShape): Probe[] {
  const [key = 'rowid'] = shape.primaryKey;
  return upsertTargets(catalog, shape).map(({ sql, column }) => ({
    relation: shape.name,
    action: 'insert',
    sql: `EXPLAIN INSERT INTO ${qualified(shape.name)} (${column ?? key}) VALUES (NULL) ON CONFLICT ${sql} DO NOTHING`,
    subject: `upserts on ${code(`${shape.name} ${sql}`)}`,
  }));
}

/** Compares each column with a constant; finds no row, whose values are not those of the running code. */
function filterSql(shape: TableShape): string {
  const comparisons = shape.columns.map((column) => `found.${column.sql} = ${plainValue(column, FULL_ROW)}`);
  return `SELECT count(*) AS rows FROM ${qualified(shape.name)} AS found WHERE ${comparisons.join(' AND ')}`;
}

function insertSql(shape: TableShape, columns: RowWish['columns'], number: number): string {
  const foreignValue = (key: ForeignKey, column: ColumnShape): string => existingValue(shape, key, column);
  return insertStatement(shape, planRow(shape, { number, empty: false, columns, foreignValue }));
}

/** What other rows of the table refer to; for a one-to-one reference, the last row that can be referred to. */
function existingValue(shape: TableShape, key: ForeignKey, column: ColumnShape): string {
  const references = new Set(shape.foreignKeys.flatMap(({ columns }) => columns));
  const isTaken = shape.uniques.some((unique) => unique.every((one) => references.has(one)));
  const isOwn = !isTaken || key.references === shape.name;
  const [table, columns] = isOwn ? [shape.name, key.columns] : [key.references, key.referenced];
  const wanted = columns[key.columns.indexOf(column.sql)] ?? column.sql;
  const listed = columns.map((name) => `referred.${name}`);
  const present = listed.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const order = listed.map((name) => (isOwn ? name : `${name} DESC`)).join(', ');
  return `(SELECT referred.${wanted} FROM ${qualified(table)} AS referred WHERE ${present} ORDER BY ${order} LIMIT 1)`;
}
