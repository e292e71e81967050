import { findObject, objectsOf, type Catalog } from '../model/catalog.ts';
import type { Stage } from './stage.ts';

/**
 * True for a table in which the history leaves no row while it fills others of the same family: the parent of filled
 * children, a partition made ready to be attached. Of any other empty table nobody knows what production holds.
 */
export function isKnownEmpty(
  relation: string,
  { empty, shipped }: Pick<Stage, 'empty' | 'shipped'>,
  after: Catalog,
): boolean {
  if (!empty.has(relation)) return false;
  return familyOf(relation, after).some((name) => !empty.has(name) && holdsRows(name, shipped));
}

/** Parents, children and siblings by inheritance or partitioning, as far as they reach. */
function familyOf(relation: string, catalog: Catalog): string[] {
  const found = [relation];
  for (const name of found) {
    const near = [...parentsOf(name, catalog), ...childrenOf(name, catalog)];
    found.push(...near.filter((other, index) => !found.includes(other) && near.indexOf(other) === index));
  }
  return found;
}

function parentsOf(relation: string, catalog: Catalog): string[] {
  const { partitionOf, inherits } = findObject(catalog, 'table', relation)?.facts ?? {};
  return [partitionOf, inherits].flat().filter((name) => typeof name === 'string');
}

function childrenOf(relation: string, catalog: Catalog): string[] {
  return objectsOf(catalog, 'table')
    .map(({ name }) => name)
    .filter((name) => parentsOf(name, catalog).includes(relation));
}

/** A partitioned table holds none of its own. */
function holdsRows(relation: string, catalog: Catalog): boolean {
  const table = findObject(catalog, 'table', relation);
  return table !== null && typeof table.facts['partitionKey'] !== 'string';
}
