import type { Catalog } from '../../../model/catalog.ts';

/** What two moments are compared by: without the indexes that SQLite makes for keys and numbers in the order of these. */
export function lasting(catalog: Catalog): Catalog {
  return new Map(
    [...catalog].filter(([, { kind, facts }]) => kind !== 'index' || facts['origin'] === 'statement'),
  );
}
