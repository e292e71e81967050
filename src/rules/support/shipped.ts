import { findRelation, type Catalog, type CatalogObject } from '../../model/catalog.ts';
import type { Rehearsal, RehearsedStatement } from '../../model/rehearsal.ts';

/**
 * True when the relation that the statement calls by this name is one that running code knows: it is shipped, under
 * this name or an older one. A table that is dropped and created anew under the same name is a new table.
 */
export function isShippedRelation(
  rehearsal: Rehearsal,
  statement: RehearsedStatement,
  name: string,
): boolean {
  const relation = findRelation(statement.before, name) ?? findRelation(statement.after, name);
  return relation !== null && shippedObject(rehearsal.shipped, relation) !== null;
}

/** The object as it is shipped, whatever it is called by now; null when the change brought it. */
export function shippedObject(shipped: Catalog, object: CatalogObject): CatalogObject | null {
  return objectsById(shipped).get(identityOf(object)) ?? null;
}

/** Tells objects apart through renames; identities are unique within a kind only. */
export function identityOf(object: CatalogObject): string {
  return `${object.kind} ${object.id}`;
}

const remembered = new WeakMap<Catalog, ReadonlyMap<string, CatalogObject>>();

/** The objects of a catalog by {@link identityOf}. Computed once for each catalog. */
export function objectsById(catalog: Catalog): ReadonlyMap<string, CatalogObject> {
  const known = remembered.get(catalog);
  if (known !== undefined) return known;
  const built = new Map([...catalog.values()].map((object) => [identityOf(object), object]));
  remembered.set(catalog, built);
  return built;
}
