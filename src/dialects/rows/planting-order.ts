/** What decides when a table is planted. */
export interface PlantedTable {
  readonly name: string;
  readonly columns: readonly { readonly sql: string; readonly nullable: boolean }[];
  readonly foreignKeys: readonly { readonly columns: readonly string[]; readonly references: string }[];
}

/** Rows of a table that nothing refers to. */
const LEAST_ROWS = 3;
/** Each further level of references asks for one row more, up to this many. */
const MOST_LEVELS = 3;

/** All tables, referenced ones before those that refer to them. */
export function plantingOrder<Table extends PlantedTable>(
  shapes: ReadonlyMap<string, Table>,
  holders: Holders<Table>,
): Table[] {
  const order: Table[] = [];
  const seen = new Set<string>();
  const visit = (shape: Table): void => {
    if (seen.has(shape.name)) return;
    seen.add(shape.name);
    for (const name of parentsOf(shape)) {
      for (const holder of holders(name)) visit(holder);
    }
    order.push(shape);
  };
  for (const shape of shapes.values()) visit(shape);
  return order;
}

/** Tables in which the rows of a table lie: itself, or its partitions. */
export type Holders<Table> = (name: string) => readonly Table[];

/** Needed references first, so that a circle is cut where a column may stay empty. */
function parentsOf(shape: PlantedTable): string[] {
  const nullable = new Set(shape.columns.filter((column) => column.nullable).map(({ sql }) => sql));
  const isOptional = (columns: readonly string[]): boolean => columns.some((column) => nullable.has(column));
  const keys = shape.foreignKeys.toSorted(
    (left, right) => Number(isOptional(left.columns)) - Number(isOptional(right.columns)),
  );
  return keys.map(({ references }) => references);
}

/**
 * How many rows each table gets: one more than any table that refers to it, so that there is a row which nothing
 * refers to; it can be deleted, and taken by a one-to-one reference.
 */
export function rowCounts(shapes: ReadonlyMap<string, PlantedTable>): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  const children = childrenByParent(shapes);
  const levelOf = (name: string, path: ReadonlySet<string>): number => {
    const known = levels.get(name);
    if (known !== undefined) return known;
    if (path.has(name) || path.size >= MOST_LEVELS) return 0;
    const below = [...(children.get(name) ?? [])].map(
      (child) => levelOf(child, new Set([...path, name])) + 1,
    );
    return Math.min(MOST_LEVELS, Math.max(0, ...below));
  };
  for (const name of shapes.keys()) levels.set(name, levelOf(name, new Set()));
  return new Map([...levels].map(([name, level]) => [name, LEAST_ROWS + level]));
}

function childrenByParent(shapes: ReadonlyMap<string, PlantedTable>): Map<string, Set<string>> {
  const children = new Map<string, Set<string>>();
  for (const shape of shapes.values()) {
    for (const { references } of shape.foreignKeys) {
      if (references === shape.name) continue;
      const known = children.get(references) ?? new Set<string>();
      children.set(references, known.add(shape.name));
    }
  }
  return children;
}
