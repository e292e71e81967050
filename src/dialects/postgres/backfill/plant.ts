import type { Catalog } from '../../../model/catalog.ts';
import { tableShapes, type ColumnShape, type ForeignKey, type TableShape } from '../rows/table-shape.ts';
import type { Changing, Constants } from './changing.ts';
import { NUMBER, sampleColumn, type Sample } from './sample-column.ts';

/** Rows of the walked table: enough for several batches. */
export const PLANTED_ROWS = 5200;
/** Rows of a table that is only read: joined with every planted row. */
const READ_ROWS = 400;

/** Ways to fill the tables of a statement, the hardest first. Foreign keys and triggers are switched off meanwhile. */
export function plants(catalog: Catalog, changing: Changing): readonly (readonly string[])[] {
  const shapes = tableShapes(catalog);
  const { walked, reads, constants } = changing;
  const planted = (name: string, rows: number, wild: boolean): string[] => {
    const shape = shapes.get(name);
    return shape === undefined ? [] : [plantTable(shapes, shape, { rows, wild, constants })];
  };
  const way = (wild: boolean): string[] => [
    `SET LOCAL session_replication_role = replica`,
    ...reads.filter((name) => name !== walked).flatMap((name) => planted(name, READ_ROWS, wild)),
    ...planted(walked, PLANTED_ROWS, wild),
    `SET LOCAL session_replication_role = DEFAULT`,
  ];
  return [way(true), way(false)];
}

interface Amount {
  readonly rows: number;
  readonly wild: boolean;
  readonly constants: Constants;
}

/** All rows at once; where a constraint refuses one, row by row, each refused one made from a row that is there. */
function plantTable(shapes: ReadonlyMap<string, TableShape>, shape: TableShape, amount: Amount): string {
  const columns = shape.columns.filter(({ generated }) => !generated);
  const list = columns.map(({ sql }) => sql).join(', ');
  const values = columns.map((column) => valueOf(shapes, shape, column, amount));
  const made = values.join(', ');
  const kept = columns.map((column, index) =>
    isUnique(shape, column) ? values[index] : `seed.${column.sql}`,
  );
  const insert = `INSERT INTO ${shape.sql} (${list}) OVERRIDING SYSTEM VALUE`;
  return `DO $plant$
#variable_conflict use_column
BEGIN
  ${insert} SELECT ${made} FROM generate_series(1, ${amount.rows}) AS plant (n);
EXCEPTION WHEN OTHERS THEN
  <<plant>>
  FOR n IN 1..${amount.rows} LOOP
    BEGIN
      ${insert} VALUES (${made});
    EXCEPTION WHEN OTHERS THEN
      BEGIN
        ${insert} SELECT ${kept.join(', ')} FROM ${shape.sql} AS seed LIMIT 1;
      EXCEPTION WHEN OTHERS THEN NULL;
      END;
    END;
  END LOOP plant;
END $plant$`;
}

function valueOf(
  shapes: ReadonlyMap<string, TableShape>,
  shape: TableShape,
  column: ColumnShape,
  { wild, constants }: Amount,
): string {
  const sample: Sample = { kind: kindOf(shape, column), wild, constants };
  const key = shape.foreignKeys.find(({ columns }) => columns.includes(column.sql));
  const parent = key === undefined ? undefined : shapes.get(key.references);
  if (key !== undefined && parent !== undefined && sample.kind !== 'unique')
    return referred(key, parent, column, sample);
  return sampleColumn(column, sample) ?? `(SELECT stored.${column.sql} FROM ${shape.sql} AS stored LIMIT 1)`;
}

/** A row that is there; none for some rows where that may be. */
function referred(key: ForeignKey, parent: TableShape, column: ColumnShape, { kind }: Sample): string {
  const target = key.referenced[key.columns.indexOf(column.sql)] ?? '';
  const order = key.referenced.map((name) => `parent.${name}`).join(', ');
  const pick = (offset: string): string =>
    `(SELECT parent.${target} FROM ${parent.sql} AS parent ORDER BY ${order} OFFSET ${offset} LIMIT 1)`;
  const value = `coalesce(${pick(`${NUMBER} % 23`)}, ${pick('0')})`;
  return column.nullable && kind === 'any' ? `CASE WHEN ${NUMBER} % 7 > 0 THEN ${value} END` : value;
}

/** The last column of a key makes it unique; those before it come in groups. */
function kindOf(shape: TableShape, column: ColumnShape): Sample['kind'] {
  if (isUnique(shape, column)) return 'unique';
  return keysOf(shape).some((key) => key.includes(column.sql)) ? 'grouped' : 'any';
}

function isUnique(shape: TableShape, column: ColumnShape): boolean {
  return keysOf(shape).some((key) => key.at(-1) === column.sql);
}

function keysOf({ primaryKey, uniques }: TableShape): readonly (readonly string[])[] {
  return [primaryKey, ...uniques];
}
