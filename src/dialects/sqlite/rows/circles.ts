import type { TableShape } from './table-shape.ts';

/** The tables that need each other's rows in a circle, the given one first; only itself where there is none. */
export function circleOf(shapes: ReadonlyMap<string, TableShape>, shape: TableShape): TableShape[] {
  const needed = neededBy(shapes, shape);
  if (!needed.has(shape)) return [shape];
  const others = [...needed].filter((other) => other !== shape && neededBy(shapes, other).has(shape));
  return [shape, ...others];
}

/** All tables that must hold a row before the table can, itself where it is one of them. */
function neededBy(shapes: ReadonlyMap<string, TableShape>, shape: TableShape): ReadonlySet<TableShape> {
  const needed = new Set<TableShape>();
  const visit = (table: TableShape): void => {
    for (const { columns, references } of table.foreignKeys) {
      const parent = shapes.get(references);
      if (parent === undefined || needed.has(parent) || isOptional(table, columns)) continue;
      needed.add(parent);
      visit(parent);
    }
  };
  visit(shape);
  return needed;
}

function isOptional({ columns }: TableShape, key: readonly string[]): boolean {
  return columns.some(({ sql, nullable }) => nullable && key.includes(sql));
}
