import { objectsOf, type Catalog } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';
import { partitionHolders } from './partition-holders.ts';
import { tableShapes, type TableShape } from './table-shape.ts';

/** Shapes of the tables that code names: all but partitions. Rows of a partitioned table suit its first partition. */
export function probeShapes(catalog: Catalog, held: Catalog): ReadonlyMap<string, TableShape> {
  const shapes = tableShapes(catalog);
  const later = held === catalog ? shapes : tableShapes(held);
  const holders = partitionHolders(catalog, shapes);
  const partitions = new Set(
    objectsOf(catalog, 'table').flatMap((table) =>
      textFact(table, 'partitionOf') === null ? [] : [table.name],
    ),
  );
  const probed = new Map<string, TableShape>();
  for (const shape of shapes.values()) {
    if (partitions.has(shape.name)) continue;
    const first = shape.partitioned ? holders(shape.name)[0] : undefined;
    const conditions = first?.conditions ?? shape.conditions;
    probed.set(shape.name, heldTo({ ...shape, conditions }, later.get(shape.name)));
  }
  return probed;
}

/** The old columns under the constraints of a later moment. */
function heldTo(shape: TableShape, later: TableShape | undefined): TableShape {
  if (later === undefined) return shape;
  const known = new Set(shape.conditions);
  const lateConditions = later.conditions.filter((condition) => !known.has(condition));
  const conditions = [...shape.conditions, ...lateConditions];
  const columns = shape.columns.map((column) => {
    const now = later.columns.find(({ sql }) => sql === column.sql);
    if (now?.type.sql !== column.type.sql) return column;
    return { ...column, type: { ...column.type, conditions: now.type.conditions } };
  });
  return { ...shape, columns, conditions, lateConditions, foreignKeys: later.foreignKeys };
}
