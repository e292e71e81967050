import type { Catalog } from '../../../model/catalog.ts';
import { tableShapes, type ColumnShape, type TableShape } from '../rows/table-shape.ts';

/** Texts that careless conversions stumble over. */
const EDGES = [`''`, `' '`, `'O''Brien  Ünï 日本'`, `' lead and trail '`, `'Ann Lee'`, `'-0'`, `'NULL'`];
const TEXTS = /^(?:text|character varying|citext)$/;
/** Every so many rows hold no value, or one of the texts above. */
const EMPTY_EVERY = 7;
const EDGE_EVERY = 11;

/**
 * Ways to vary the rows of tables: without values and with odd texts, with one of both, as they are, with texts that
 * read as numbers, and with none at all.
 */
export function variations(catalog: Catalog, relations: ReadonlySet<string>): readonly (readonly string[])[] {
  const shapes = [...tableShapes(catalog).values()].filter(({ name }) => relations.has(name));
  const columns = shapes.flatMap((shape) => shape.columns.map((column) => ({ shape, column })));
  const free = columns.filter(
    ({ shape, column }) => !shape.primaryKey.includes(column.sql) && !column.generated,
  );
  const empty = free
    .filter(({ column }) => column.nullable)
    .map(({ shape, column }) => varied(shape, column, `NULL`, `n % ${EMPTY_EVERY} = 2`));
  const texts = free.filter(
    ({ column }) => TEXTS.test(column.type.family) && column.type.labels.length === 0,
  );
  const edges = texts.map(({ shape, column }) =>
    varied(
      shape,
      column,
      `(ARRAY[${EDGES.join(', ')}])[1 + n / ${EDGE_EVERY} % ${EDGES.length}]`,
      `n % ${EDGE_EVERY} = 3`,
    ),
  );
  const numerals = texts.map(({ shape, column }) => varied(shape, column, 'n::text', 'true'));
  const none = shapes.toReversed().map(({ sql }) => `DELETE FROM ${sql}`);
  return [[...empty, ...edges], edges, empty, [], [...numerals, ...empty], numerals, none];
}

function varied(shape: TableShape, { sql }: ColumnShape, value: string, where: string): string {
  return `UPDATE ${shape.sql} AS t SET ${sql} = ${value}
FROM (SELECT ctid AS place, row_number() OVER (ORDER BY ctid)::integer AS n FROM ${shape.sql}) AS numbered
WHERE t.ctid = numbered.place AND ${where}`;
}
