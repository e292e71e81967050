import { objectsOf, type Catalog } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';
import type { Holders } from '../../rows/planting-order.ts';
import type { TableShape } from './table-shape.ts';

/** Finds the tables in which the rows of a table lie: itself, or the partitions of its partitions. */
export function partitionHolders(
  catalog: Catalog,
  shapes: ReadonlyMap<string, TableShape>,
): Holders<TableShape> {
  const partitions = new Map<string, string[]>();
  for (const table of objectsOf(catalog, 'table')) {
    const parent = textFact(table, 'partitionOf');
    if (parent !== null) partitions.set(parent, [...(partitions.get(parent) ?? []), table.name].sort());
  }
  const holders = (name: string): readonly TableShape[] => {
    const shape = shapes.get(name);
    if (shape === undefined) return [];
    return shape.partitioned ? (partitions.get(name) ?? []).flatMap(holders) : [shape];
  };
  return holders;
}
