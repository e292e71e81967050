import { hintsIn } from './hints.ts';
import { qualified } from './names.ts';
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
export function updateSql(shape: TableShape): string {
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
      .map((column) => `${column.sql} = ${bound.has(column.sql) ? own(column) : newValue(column)}`),
    ...searches.map(({ names, sql }) => `(${names.join(', ')}) = (${sql})`),
  ];
  return `UPDATE ${qualified(shape.name)} AS changed SET ${settings.join(', ')} WHERE ${oneRow(shape, 'changed', 'ASC')}`;
}

/** True when there is a column that code may set. */
export function isUpdatable(shape: TableShape): boolean {
  return shape.columns.some((column) => isUpdated(shape, column));
}

/** A condition that holds for the first or last row of the table, which has another name there. */
export function oneRow(shape: TableShape, alias: string, direction: 'ASC' | 'DESC'): string {
  const key = shape.primaryKey.length > 0 ? shape.primaryKey : ['rowid'];
  const ofRow = key.map((column) => `${alias}.${column}`).join(', ');
  const chosen = key.map((column) => `chosen.${column}`);
  const order = chosen.map((column) => `${column} ${direction}`).join(', ');
  return `(${ofRow}) IN (SELECT ${chosen.join(', ')} FROM ${qualified(shape.name)} AS chosen ORDER BY ${order} LIMIT 1)`;
}

/** Code does not change keys, and cannot change what SQLite computes. */
function isUpdated({ primaryKey }: TableShape, { sql, generated }: ColumnShape): boolean {
  return !generated && !primaryKey.includes(sql);
}

function own({ sql }: ColumnShape): string {
  return `changed.${sql}`;
}

function newValue(column: ColumnShape): string {
  return plainValue(column, CHANGED_ROW);
}

/** Columns whose values are bound by keys, references or conditions. */
function boundColumns(shape: TableShape): ReadonlySet<string> {
  return new Set([...shape.uniques.flat(), ...foreignColumns(shape), ...constrainedColumns(shape).keys()]);
}

function foreignColumns({ foreignKeys }: TableShape): string[] {
  return foreignKeys.flatMap(({ columns }) => columns);
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
      const values = foreign.has(column.sql) ? [] : sampleValues(shape, column, CHANGED_ROW, hints);
      return { column, candidates: [...values, own(column)], written: true };
    });
  const isLate = (condition: string): boolean => shape.lateConditions.includes(condition);
  return dependentColumns(shape, plan).filter((group) =>
    group.some(({ column }) => constrained.get(column.sql)?.some(isLate) ?? false),
  );
}
