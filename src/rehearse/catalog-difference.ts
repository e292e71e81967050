import type { Catalog, CatalogObject } from '../model/catalog.ts';

/** Objects that differ between two moments: as they were when they are gone, as they are otherwise. */
export function changedObjects(before: Catalog, after: Catalog): CatalogObject[] {
  const changed: CatalogObject[] = [];
  for (const [key, object] of after) {
    const was = before.get(key);
    if (was === undefined || differs(was, object)) changed.push(object);
  }
  for (const [key, object] of before) if (!after.has(key)) changed.push(object);
  return changed;
}

/** True when nothing that two moments are compared by differs. */
export function sameCatalog(before: Catalog, after: Catalog): boolean {
  return changedObjects(before, after).length === 0;
}

function differs(left: CatalogObject, right: CatalogObject): boolean {
  if (left === right) return false;
  return left.id !== right.id || JSON.stringify(left.facts) !== JSON.stringify(right.facts);
}

/** Names of the relations that the changed objects are or belong to. */
export function relationsOf(objects: readonly CatalogObject[]): Set<string> {
  return new Set(objects.map((object) => object.relation ?? object.name));
}
