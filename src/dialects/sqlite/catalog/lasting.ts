import type { Catalog, CatalogObject } from '../../../model/catalog.ts';

/**
 * What two moments are compared by: without the indexes that SQLite makes for keys and numbers in the order of these,
 * and without counts from zero, which are there or not.
 */
export function lasting(catalog: Catalog): Catalog {
  return new Map([...catalog].filter(([, object]) => !isByTheWay(object)));
}

function isByTheWay({ kind, relation, facts }: CatalogObject): boolean {
  if (kind === 'index') return facts['origin'] !== 'statement';
  return kind === 'setting' && relation !== null && facts['value'] === '0';
}
