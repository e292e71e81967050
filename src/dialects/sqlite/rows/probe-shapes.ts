import type { Catalog } from '../../../model/catalog.ts';
import { tableShapes, type TableShape } from './table-shape.ts';

/** Shapes of the catalog's tables, whose rows suit the constraints of a later moment too. */
export function probeShapes(catalog: Catalog, held: Catalog): readonly TableShape[] {
  const shapes = tableShapes(catalog);
  const later = held === catalog ? shapes : tableShapes(held);
  return [...shapes.values()].map((shape) => heldTo(shape, later.get(shape.name)));
}

/** The old columns under the constraints of a later moment. */
function heldTo(shape: TableShape, later: TableShape | undefined): TableShape {
  if (later === undefined) return shape;
  const known = new Set(shape.conditions);
  const lateConditions = later.conditions.filter((condition) => !known.has(condition));
  return {
    ...shape,
    conditions: [...shape.conditions, ...lateConditions],
    lateConditions,
    foreignKeys: later.foreignKeys,
  };
}
