import { hintsIn, identifiersIn, NO_HINTS, type Hints } from './hints.ts';
import { cast, sampleValues } from './sample-values.ts';
import type { ColumnShape, ForeignKey, TableShape } from './table-shape.ts';

/** One column of a row to be written, with the values that it may take. */
export interface PlannedColumn {
  readonly column: ColumnShape;
  /** Expressions of the column's type without domains, the best first. */
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
  /** Gives columns with an `ALWAYS` identity a value too. */
  readonly overriding: boolean;
  /** The value of a column that refers to another table; null when that is not known. */
  foreignValue(key: ForeignKey, column: ColumnShape): readonly string[] | null;
}

/** Decides for each column of the table which values are tried. */
export function planRow(shape: TableShape, wish: RowWish): PlannedColumn[] {
  const constrained = constrainedColumns(shape);
  return shape.columns.flatMap((column) => {
    if (column.generated) return [];
    const conditions = constrained.get(column.sql) ?? [];
    if (wish.columns === 'required' && !isRequired(column))
      return optionalColumn(shape, column, conditions, wish);
    if (column.identity === 'always' && !wish.overriding) return [];
    return [{ column, candidates: candidatesOf(shape, column, conditions, wish), written: true }];
  });
}

/** Conditions of the table by the columns that they mention. */
export function constrainedColumns(shape: TableShape): ReadonlyMap<string, readonly string[]> {
  const byColumn = new Map<string, string[]>();
  for (const condition of shape.conditions) {
    const identifiers = identifiersIn(condition);
    for (const { sql } of shape.columns) {
      if (identifiers.has(sql)) byColumn.set(sql, [...(byColumn.get(sql) ?? []), condition]);
    }
  }
  return byColumn;
}

/** True for a column that may not be left out. */
export function isRequired(column: ColumnShape): boolean {
  return !column.nullable && column.default === null && column.identity === null;
}

/** A column that is left out, unless a condition that the code knows of may need a value in it. */
function optionalColumn(
  shape: TableShape,
  column: ColumnShape,
  conditions: readonly string[],
  wish: RowWish,
): PlannedColumn[] {
  if (conditions.length === 0 || column.identity !== null) return [];
  const isKnown = conditions.some((condition) => !shape.lateConditions.includes(condition));
  if (column.default === null && isKnown) {
    return [
      {
        column,
        candidates: candidatesOf(shape, column, conditions, { ...wish, empty: true }),
        written: true,
      },
    ];
  }
  const value = column.default === null ? 'NULL' : `(${column.default})`;
  return [{ column, candidates: [cast(value, column.type.sql)], written: false }];
}

function candidatesOf(
  shape: TableShape,
  column: ColumnShape,
  conditions: readonly string[],
  wish: RowWish,
): readonly string[] {
  const all = [...conditions, ...column.type.conditions];
  const hints = all.length > 0 ? hintsIn(all) : NO_HINTS;
  const empty = column.nullable ? [cast('NULL', column.type.sql)] : [];
  const values = valuesOf(shape, column, hints, wish);
  const candidates = wish.empty && !column.referred ? [...empty, ...values] : [...values, ...empty];
  return hints.choice ? candidates : candidates.slice(0, 1);
}

function valuesOf(shape: TableShape, column: ColumnShape, hints: Hints, wish: RowWish): readonly string[] {
  const key = keyOf(shape, column);
  const foreign = key === null ? null : wish.foreignValue(key, column);
  if (foreign !== null) return foreign.map((value) => cast(value, column.type.sql));
  const values = sampleValues(column.type, wish.number, hints);
  const usual = usualValue(shape, column);
  return usual === null ? values : [cast(usual, column.type.sql), ...values];
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

/** A constant default of a text column is what such a column really holds. */
function usualValue(shape: TableShape, column: ColumnShape): string | null {
  if (!/^(text|character|character varying|citext)$/.test(column.type.family)) return null;
  if (shape.uniques.some((columns) => columns.includes(column.sql))) return null;
  return /^'(?:[^']|'')+'/.exec(column.default ?? '')?.[0] ?? null;
}
