import { asWritten } from './as-written.ts';
import { hintsIn, identifiersIn } from './hints.ts';
import { constrainedColumns, type PlannedColumn } from './row-plan.ts';
import { plainValue, sampleValues } from './sample-values.ts';
import { dependentColumns, searchQuery } from './search-query.ts';
import type { ColumnShape, TableShape } from './table-shape.ts';

/** Makes new values differ from those of all other rows. */
const CHANGED_ROW = 13;

/**
 * Sets the columns of one row: to another value where nothing can stand against it, to itself where keys, references
 * or conditions do, to a searched value where a condition came later. For tables that are {@link isUpdatable}.
 */
export function updateSql(shape: TableShape, changed = CHANGED_ROW): string {
  const bound = boundColumns(shape);
  const columns = shape.columns.filter((column) => isUpdated(shape, column));
  const searches = lateGroups(shape, columns, bound).map((group) => ({
    names: group.map(({ column }) => column.sql),
    sql: searchQuery(shape, group),
  }));
  const searched = new Set(searches.flatMap(({ names }) => names));
  const settings = [
    ...columns
      .filter(({ sql }) => !searched.has(sql))
      .map((column) => `${column.sql} = ${bound.has(column.sql) ? column.sql : newValue(column, changed)}`),
    ...searches.map(({ names, sql }) => `(${names.join(', ')}) = (${sql})`),
  ];
  return `UPDATE ${shape.sql} SET ${settings.join(', ')} WHERE ${oneRow(shape, 'ASC')}`;
}

/** True when there is a column that code may set. */
export function isUpdatable(shape: TableShape): boolean {
  return shape.columns.some((column) => isUpdated(shape, column));
}

/** A condition that holds for the first or last row. */
export function oneRow(shape: TableShape, direction: 'ASC' | 'DESC'): string {
  const key = shape.primaryKey.length > 0 ? shape.primaryKey : ['tableoid', 'ctid'];
  const order = key.map((column) => `${column} ${direction}`).join(', ');
  return `(${key.join(', ')}) IN (SELECT ${key.join(', ')} FROM ${shape.sql} ORDER BY ${order} LIMIT 1)`;
}

/** Code does not change keys, and cannot change what the server computes. */
function isUpdated(shape: TableShape, { sql, generated, identity }: ColumnShape): boolean {
  return !generated && identity === null && !shape.primaryKey.includes(sql);
}

function newValue({ type }: ColumnShape, changed: number): string {
  return asWritten(plainValue(type, changed), type);
}

/** Columns whose values are bound by keys, references, conditions or the choice of a partition. */
function boundColumns(shape: TableShape): ReadonlySet<string> {
  const { columns } = shape;
  const ofDomains = columns.filter(({ type }) => type.conditions.length > 0).map(({ sql }) => sql);
  const ofKeys = [...shape.uniques.flat(), ...foreignColumns(shape)];
  const ofPartitions = identifiersIn(shape.partitionKey ?? '');
  return new Set([...ofKeys, ...constrainedColumns(shape).keys(), ...ofDomains, ...ofPartitions]);
}

function foreignColumns(shape: TableShape): string[] {
  return shape.foreignKeys.flatMap(({ columns }) => columns);
}

/** Columns that a condition binds of which the code does not know yet, with values to search. */
function lateGroups(
  shape: TableShape,
  columns: readonly ColumnShape[],
  bound: ReadonlySet<string>,
): PlannedColumn[][] {
  if (shape.lateConditions.length === 0) return [];
  const constrained = constrainedColumns(shape);
  const foreign = new Set(foreignColumns(shape));
  const plan = columns
    .filter(({ sql }) => bound.has(sql) && constrained.has(sql))
    .map((column): PlannedColumn => {
      const hints = hintsIn(constrained.get(column.sql) ?? []);
      const values = foreign.has(column.sql) ? [] : sampleValues(column.type, CHANGED_ROW, hints);
      return { column, candidates: [...values, column.sql], written: true };
    });
  return dependentColumns(shape, plan).filter((group) =>
    group.some(({ column }) =>
      (constrained.get(column.sql) ?? []).some((condition) => shape.lateConditions.includes(condition)),
    ),
  );
}
