import type { Catalog } from '../../../model/catalog.ts';
import type { ManyRows, SeedRow, Seeds } from '../../../model/dialect.ts';
import { plantingOrder, rowCounts } from '../../rows/planting-order.ts';
import { circleOf } from './circles.ts';
import { insertStatement } from './insert-statement.ts';
import { qualified } from './names.ts';
import { planRow, type RowWish } from './row-plan.ts';
import { plainValue } from './sample-values.ts';
import { tableShapes, type ColumnShape, type ForeignKey, type TableShape } from './table-shape.ts';

/** The row whose columns are empty where they may be. */
const EMPTY_ROW = 2;

/**
 * A few rows for each ordinary table. Attempts go from the fullest row to one that takes references on trust, which holds
 * where foreign keys are off, and then to all rows of a circle of references at once.
 */
export function seedRows(catalog: Catalog, many?: ManyRows): Seeds {
  const shapes = tableShapes(catalog);
  const few = rowCounts(shapes);
  const counts = new Map(
    [...few].map(([name, count]) => [name, many?.relations.has(name) === true ? many.rows : count]),
  );
  const order = plantingOrder(shapes, (name) => [shapes.get(name) ?? []].flat());
  const rows = order.flatMap((shape) => {
    const circle = circleOf(shapes, shape);
    return Array.from({ length: counts.get(shape.name) ?? 0 }, (_, index) =>
      seedRow({ shapes, counts, shape, number: index + 1 }, circle),
    );
  });
  return { setup: [], rows };
}

/** Where a row belongs. */
interface Place {
  readonly shapes: ReadonlyMap<string, TableShape>;
  readonly counts: ReadonlyMap<string, number>;
  readonly shape: TableShape;
  readonly number: number;
}

function seedRow(place: Place, circle: readonly TableShape[]): SeedRow {
  const { shape, number } = place;
  const isEmpty = number === EMPTY_ROW;
  const attempts = [
    insert(place, { empty: isEmpty }),
    insert(place, { empty: !isEmpty }),
    insert(place, { columns: 'required' }),
    trusting(place, {}),
    trusting(place, { columns: 'required' }),
    // Conditions that cannot be searched, such as one that names what only the table has.
    insert({ ...place, shape: { ...shape, conditions: [] } }, {}),
    ...allAtOnce(place, circle),
  ];
  return { relation: shape.name, attempts: [...new Set(attempts)] };
}

function insert(place: Place, wish: Partial<RowWish>): string {
  const { shape, number } = place;
  const usual: RowWish = {
    number,
    empty: false,
    columns: 'all',
    foreignValue: (key, column) => presentValue(place, key, column),
  };
  return insertStatement(shape, planRow(shape, { ...usual, ...wish }));
}

/** Refers to rows that are there, or will be once the other table has its own. */
function trusting(place: Place, wish: Partial<RowWish>): string {
  return insert(place, { ...wish, foreignValue: (key, column) => comingValue(place, key, column) });
}

/**
 * Tables that need each other are filled in one transaction, where keys are checked at its end. What fails on a
 * constraint ends it; a failing `COMMIT` does not, so that the last attempt does.
 */
function allAtOnce(place: Place, circle: readonly TableShape[]): string[] {
  if (circle.length < 2) return [];
  const inserts = circle.map((shape) =>
    trusting({ ...place, shape }, {}).replace(/^INSERT/, 'INSERT OR ROLLBACK'),
  );
  return [['BEGIN', 'PRAGMA defer_foreign_keys = ON', ...inserts, 'COMMIT'].join(';\n'), 'ROLLBACK'];
}

/** A value that is there: in the row of the same number, or in the row itself. */
function presentValue(place: Place, key: ForeignKey, column: ColumnShape): string {
  return key.references === place.shape.name
    ? plannedValue(place, key, column)
    : storedValue(place, key, column);
}

function comingValue(place: Place, key: ForeignKey, column: ColumnShape): string {
  const planned = plannedValue(place, key, column);
  if (!place.shapes.has(key.references) || key.references === place.shape.name) return planned;
  return `coalesce(${storedValue(place, key, column)}, ${planned})`;
}

function storedValue(place: Place, key: ForeignKey, column: ColumnShape): string {
  const target = key.referenced[key.columns.indexOf(column.sql)];
  if (!place.shapes.has(key.references) || target === undefined) return 'NULL';
  // Without its table, a quoted name that is no column would be taken for a string.
  const referenced = key.referenced.map((name) => `parent.${name}`);
  const present = referenced.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const offset = parentNumber(place, key) - 1;
  return `(SELECT parent.${target} FROM ${qualified(key.references)} AS parent WHERE ${present} ORDER BY ${referenced.join(', ')} LIMIT 1 OFFSET ${offset})`;
}

/** The value that the row referred to has, or will have. */
function plannedValue(place: Place, key: ForeignKey, column: ColumnShape): string {
  const target = key.referenced[key.columns.indexOf(column.sql)];
  const referred = place.shapes.get(key.references)?.columns.find(({ sql }) => sql === target);
  return plainValue(referred ?? column, parentNumber(place, key));
}

/** The row of the same number; the last one in a circle, where the other table may have fewer rows. */
function parentNumber({ counts, number }: Place, key: ForeignKey): number {
  return Math.min(number, counts.get(key.references) ?? number);
}
