import type { Catalog } from '../../../model/catalog.ts';

/** No part of the schema, so that no two moments are compared by it. */
const enforced = new WeakSet<Catalog>();

/** Takes note that foreign keys were on when the catalog was read. */
export function markEnforced(catalog: Catalog): void {
  enforced.add(catalog);
}

/** True when foreign keys were on at that moment. https://www.sqlite.org/foreignkeys.html#fk_enable */
export function isEnforced(catalog: Catalog): boolean {
  return enforced.has(catalog);
}
