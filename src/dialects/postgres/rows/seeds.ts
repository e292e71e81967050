import type { Catalog } from '../../../model/catalog.ts';
import type { ManyRows, SeedRow, Seeds } from '../../../model/dialect.ts';
import { insertStatement } from './insert-statement.ts';
import { partitionHolders } from './partition-holders.ts';
import { plantingOrder, rowCounts } from '../../rows/planting-order.ts';
import { planRow, type RowWish } from './row-plan.ts';
import { plainValue } from './sample-values.ts';
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
export function seedRows(catalog: Catalog, many?: ManyRows): Seeds {
  const shapes = tableShapes(catalog);
  const few = rowCounts(shapes);
  const counts = new Map(
    [...few].map(([name, count]) => [name, many?.relations.has(name) === true ? many.rows : count]),
  );
  const order = plantingOrder(shapes, partitionHolders(catalog, shapes)).filter(
    ({ partitioned }) => !partitioned,
  );
  const rows = order.flatMap((shape) =>
    Array.from({ length: counts.get(shape.name) ?? 0 }, (_, index) =>
      seedRow({ shapes, counts, shape, number: index + 1 }),
    ),
  );
  return { setup: [], rows: [...rows, ...advancedSequences(catalog)] };
}

/** Where a row belongs. */
interface Place {
  readonly shapes: ReadonlyMap<string, TableShape>;
  readonly counts: ReadonlyMap<string, number>;
  readonly shape: TableShape;
  readonly number: number;
}

function seedRow(place: Place): SeedRow {
  const { shape, number } = place;
  const wish: RowWish = {
    number,
    empty: number === EMPTY_ROW,
    columns: 'all',
    overriding: true,
    foreignValue: (key, column) => [presentValue(place, key, column)],
  };
  const forced: Partial<RowWish> = { foreignValue: (key, column) => [comingValue(place, key, column)] };
  const insert = (given: Partial<RowWish>): string =>
    insertStatement(shape, planRow(shape, { ...wish, ...given }));
  const attempts = [
    insert({}),
    insert({ empty: !wish.empty }),
    insert({ columns: 'required' }),
    WITHOUT_TRIGGERS + insert(forced),
    WITHOUT_TRIGGERS + insert({ ...forced, columns: 'required' }),
  ];
  return { relation: shape.name, attempts: [...new Set(attempts)] };
}

/** A value that is there: in the row of the same number, or in the row itself. */
function presentValue(place: Place, key: ForeignKey, column: ColumnShape): string {
  return key.references === place.shape.name
    ? plannedValue(place, key, column)
    : storedValue(place, key, column);
}

/** A value that is there, or will be once the other table has its rows. */
function comingValue(place: Place, key: ForeignKey, column: ColumnShape): string {
  const planned = plannedValue(place, key, column);
  if (key.references === place.shape.name) return planned;
  return `COALESCE(${storedValue(place, key, column)}, ${planned})`;
}

function storedValue(place: Place, key: ForeignKey, column: ColumnShape): string {
  const parent = place.shapes.get(key.references);
  const target = key.referenced[key.columns.indexOf(column.sql)];
  if (parent === undefined || target === undefined) return 'NULL';
  const present = key.referenced.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const offset = parentNumber(place, key) - 1;
  return `(SELECT ${target} FROM ${parent.sql} WHERE ${present} ORDER BY ${key.referenced.join(', ')} LIMIT 1 OFFSET ${offset})`;
}

/** The value that the row referred to has, or will have. */
function plannedValue(place: Place, key: ForeignKey, column: ColumnShape): string {
  const target = key.referenced[key.columns.indexOf(column.sql)];
  const referred = place.shapes.get(key.references)?.columns.find(({ sql }) => sql === target);
  return plainValue(referred?.type ?? column.type, parentNumber(place, key));
}

/** The row of the same number; the last one in a circle, where the other table may have fewer rows. */
function parentNumber({ counts, number }: Place, key: ForeignKey): number {
  return Math.min(number, counts.get(key.references) ?? number);
}
