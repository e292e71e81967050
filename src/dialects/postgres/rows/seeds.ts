import type { Catalog } from '../../../model/catalog.ts';
import type { SeedRow, Seeds } from '../../../model/dialect.ts';
import { insertStatement } from './insert-statement.ts';
import { partitionHolders } from './partition-holders.ts';
import { plantingOrder, rowCounts } from './planting-order.ts';
import { planRow, type RowWish } from './row-plan.ts';
import { sampleValues } from './sample-values.ts';
import { NO_HINTS } from './hints.ts';
import { advancedSequences } from './advanced-sequences.ts';
import { tableShapes, type ColumnShape, type ForeignKey, type TableShape } from './table-shape.ts';

/** The row whose columns are empty where they may be. */
const EMPTY_ROW = 2;

/** Switches off triggers and foreign keys for the text that it begins. */
const WITHOUT_TRIGGERS = `SELECT set_config('session_replication_role', 'replica', true); `;

/**
 * A few rows for each table that holds rows. Attempts go from the fullest row to one that is forced past triggers
 * and foreign keys. Sequences are moved past the numbers that the rows use.
 */
export function seedRows(catalog: Catalog): Seeds {
  const shapes = tableShapes(catalog);
  const counts = rowCounts(shapes);
  const order = plantingOrder(shapes, partitionHolders(catalog, shapes));
  const rows = order.flatMap((shape) =>
    Array.from({ length: counts.get(shape.name) ?? 0 }, (_, index) => seedRow(shapes, shape, index + 1)),
  );
  return { setup: [], rows: [...rows, ...advancedSequences(catalog)] };
}

function seedRow(shapes: ReadonlyMap<string, TableShape>, shape: TableShape, number: number): SeedRow {
  const foreign = foreignValues(shapes, shape, number);
  const wish = (given: Partial<RowWish>): RowWish => ({
    number,
    empty: number === EMPTY_ROW,
    columns: 'all',
    overriding: true,
    foreignValue: foreign.strict,
    ...given,
  });
  const insert = (given: Partial<RowWish>): string => insertStatement(shape, planRow(shape, wish(given)));
  const attempts = [
    insert({}),
    insert({ empty: number !== EMPTY_ROW }),
    insert({ columns: 'required' }),
    WITHOUT_TRIGGERS + insert({ foreignValue: foreign.loose }),
    WITHOUT_TRIGGERS + insert({ columns: 'required', foreignValue: foreign.loose }),
  ];
  return { relation: shape.name, attempts: [...new Set(attempts)] };
}

interface ForeignValues {
  /** Values that are there. */
  readonly strict: RowWish['foreignValue'];
  /** Values that will be there once the other table has its rows. */
  readonly loose: RowWish['foreignValue'];
}

function foreignValues(
  shapes: ReadonlyMap<string, TableShape>,
  shape: TableShape,
  number: number,
): ForeignValues {
  const strict = (key: ForeignKey, column: ColumnShape): readonly string[] => {
    if (key.references === shape.name) return [ownValue(shapes, key, column, number)];
    return [existingValue(shapes, key, column, number)];
  };
  const loose = (key: ForeignKey, column: ColumnShape): readonly string[] => {
    const own = ownValue(shapes, key, column, number);
    return key.references === shape.name
      ? [own]
      : [`COALESCE(${existingValue(shapes, key, column, number)}, ${own})`];
  };
  return { strict, loose };
}

/** The value in the row of that number of the table referred to. */
function existingValue(
  shapes: ReadonlyMap<string, TableShape>,
  key: ForeignKey,
  column: ColumnShape,
  number: number,
): string {
  const parent = shapes.get(key.references);
  const target = key.referenced[key.columns.indexOf(column.sql)];
  if (parent === undefined || target === undefined) return 'NULL';
  const present = key.referenced.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const order = key.referenced.join(', ');
  return `(SELECT ${target} FROM ${parent.sql} WHERE ${present} ORDER BY ${order} LIMIT 1 OFFSET ${number - 1})`;
}

/** The value that a row of that number has, or will have, in the column referred to. */
function ownValue(
  shapes: ReadonlyMap<string, TableShape>,
  key: ForeignKey,
  column: ColumnShape,
  number: number,
): string {
  const target = key.referenced[key.columns.indexOf(column.sql)];
  const referred = shapes.get(key.references)?.columns.find(({ sql }) => sql === target);
  return sampleValues(referred?.type ?? column.type, number, NO_HINTS)[0] ?? 'NULL';
}
