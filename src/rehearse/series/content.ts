import type { Catalog } from '../../model/catalog.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Engine, Row } from '../../model/engine.ts';

/** Digests of columns, and the number of rows as `rows`, by relation. */
export type Content = ReadonlyMap<string, Row>;

interface Asked {
  readonly engine: Engine;
  readonly dialect: Dialect;
  readonly relations: ReadonlySet<string>;
}

/** What relations hold in the shape of a catalog, as far as `now` has its columns. */
export async function contentOf(
  { engine, dialect, relations }: Asked,
  shape: Catalog,
  now: Catalog,
): Promise<Content> {
  const queries = dialect.proving?.content(shape, relations, now) ?? [];
  const answers = await engine.runAll(
    queries.map(({ sql }) => sql),
    false,
  );
  const content = new Map<string, Row>();
  queries.forEach(({ relation }, index) => {
    const answer = answers[index];
    content.set(relation, answer?.ok === true ? (answer.rows[0] ?? {}) : { rows: null });
  });
  return content;
}

/** A shape without columns that are not compared, so that they do not order the rows of the others either. */
export function shapeWithout(shape: Catalog, isLeftOut: (column: string) => boolean): Catalog {
  return new Map([...shape].filter(([, { kind, name }]) => kind !== 'column' || !isLeftOut(name)));
}

/** Columns, or relations for their number of rows, in which two contents differ; what only one has is left out. */
export function differences(left: Content, right: Content): string[] {
  return [...left].flatMap(([relation, was]) => {
    const is = right.get(relation);
    if (is === undefined) return [];
    if (was['rows'] !== is['rows']) return [relation];
    const columns = Object.keys(was).filter((column) => column in is && is[column] !== was[column]);
    return columns.map((column) => `${relation}.${column}`);
  });
}
