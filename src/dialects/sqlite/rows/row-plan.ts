import { hintsIn } from './hints.ts';
import { namesIn } from './expressions.ts';
import { sameName } from './names.ts';
import { sampleValues } from './sample-values.ts';
import type { ColumnShape, ForeignKey, TableShape } from './table-shape.ts';

/** One column of a row to be written, with the values that it may take. */
export interface PlannedColumn {
  readonly column: ColumnShape;
  /** Expressions, the best first. */
  readonly candidates: readonly string[];
  /** False for a value that is only looked at by conditions: the column keeps its default. */
  readonly written: boolean;
}

/** What kind of row is wanted. */
export interface RowWish {
  /** Makes values differ between rows. */
  readonly number: number;
  /** Columns that may be empty are. */
  readonly empty: boolean;
  /** `all` columns that can be written, or the `required` ones: what has no default and may not be empty. */
  readonly columns: 'all' | 'required';
  /** The value of a column that refers to another table. */
  foreignValue(key: ForeignKey, column: ColumnShape): string;
}

/** Decides for each column of the table which values are tried. */
export function planRow(shape: TableShape, wish: RowWish): PlannedColumn[] {
  const constrained = constrainedColumns(shape);
  return shape.columns.flatMap((column): PlannedColumn[] => {
    if (column.generated) return [];
    const conditions = constrained.get(column.sql) ?? [];
    if (wish.columns === 'required' && !isRequired(column, conditions))
      return optionalColumn(shape, column, conditions, wish);
    return [{ column, candidates: candidatesOf(shape, column, conditions, wish), written: true }];
  });
}

/** Conditions of the table by the columns that they mention. */
export function constrainedColumns(shape: TableShape): ReadonlyMap<string, readonly string[]> {
  const byColumn = new Map<string, string[]>();
  for (const condition of shape.conditions) {
    const names = namesIn(condition);
    for (const { sql } of shape.columns) {
      if (names.has(sameName(sql))) byColumn.set(sql, [...(byColumn.get(sql) ?? []), condition]);
    }
  }
  return byColumn;
}

/** True for a column that may not be left out; the next rowid need not satisfy a condition on it. */
function isRequired(column: ColumnShape, conditions: readonly string[]): boolean {
  if (column.rowid) return conditions.length > 0;
  return !column.nullable && column.default === null;
}

/** A column that is left out, unless a condition that the code knows of may need a value in it. */
function optionalColumn(
  shape: TableShape,
  column: ColumnShape,
  conditions: readonly string[],
  wish: RowWish,
): PlannedColumn[] {
  if (conditions.length === 0) return [];
  const isKnown = conditions.some((condition) => !shape.lateConditions.includes(condition));
  if (column.default === null && isKnown) {
    const candidates = candidatesOf(shape, column, conditions, { ...wish, empty: true });
    return [{ column, candidates, written: true }];
  }
  return [{ column, candidates: [column.default === null ? 'NULL' : `(${column.default})`], written: false }];
}

function candidatesOf(
  shape: TableShape,
  column: ColumnShape,
  conditions: readonly string[],
  wish: RowWish,
): readonly string[] {
  const hints = hintsIn(conditions);
  const key = keyOf(shape, column);
  const values =
    key === null ? sampleValues(shape, column, wish.number, hints) : [wish.foreignValue(key, column)];
  const empty = column.nullable ? ['NULL'] : [];
  const candidates = wish.empty ? [...empty, ...values] : [...values, ...empty];
  return hints.choice ? candidates : candidates.slice(0, 1);
}

/** The key by which a column refers to another row; one to another table before one to the same, the widest first. */
function keyOf(shape: TableShape, column: ColumnShape): ForeignKey | null {
  const keys = shape.foreignKeys.filter(
    (key) => key.columns.includes(column.sql) && !isIdentical(shape, key, column),
  );
  const rank = (key: ForeignKey): number => key.columns.length + (key.references === shape.name ? 0 : 100);
  return keys.toSorted((left, right) => rank(right) - rank(left))[0] ?? null;
}

/** A column of a key to the same table that refers to itself says nothing. */
function isIdentical(shape: TableShape, key: ForeignKey, column: ColumnShape): boolean {
  return key.references === shape.name && key.referenced[key.columns.indexOf(column.sql)] === column.sql;
}
