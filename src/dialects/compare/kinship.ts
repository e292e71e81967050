import type { Catalog, CatalogObject } from '../../model/catalog.ts';
import { objectKey } from '../../model/catalog.ts';

/** Keys of the objects that another object is a part of: where they go, it goes. */
function parentsOf(object: CatalogObject): string[] {
  const { kind, relation, facts } = object;
  const parents: string[] = [];
  if (relation !== null) {
    for (const holder of ['table', 'view', 'materialized-view', 'foreign-table'] as const) {
      parents.push(objectKey(holder, relation));
    }
  }
  if (kind === 'constraint' || kind === 'index') parents.push(...columnsOf(object));
  if (kind === 'index' && typeof facts['constraint'] === 'string') {
    parents.push(objectKey('constraint', facts['constraint']));
  }
  if (kind === 'sequence' && typeof facts['ownedBy'] === 'string') {
    parents.push(objectKey('column', facts['ownedBy']));
  }
  return parents;
}

/** Columns of its own relation that a constraint, index or statistics object stands on, expressions included. */
function columnsOf(object: CatalogObject): string[] {
  const { relation, facts } = object;
  const prefix = `column ${relation ?? ''}.`;
  const named = Array.isArray(facts['columns']) ? facts['columns'] : [];
  const used = Array.isArray(facts['uses']) ? facts['uses'] : [];
  return [
    ...named.flatMap((column) => (typeof column === 'string' ? [`${prefix}${column}`] : [])),
    ...used.flatMap((key) => (typeof key === 'string' && key.startsWith(prefix) ? [key] : [])),
  ];
}

/** True when the object vanishes from `here` together with something it is a part of, which `there` lacks. */
export function goesWithItsParent(object: CatalogObject, here: Catalog, there: Catalog): boolean {
  return parentsOf(object).some((key) => {
    const parent = here.get(key);
    if (parent === undefined) return false;
    return !there.has(key) || goesWithItsParent(parent, here, there);
  });
}
