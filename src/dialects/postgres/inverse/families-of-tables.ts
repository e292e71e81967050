import type { Catalog, CatalogObject } from '../../../model/catalog.ts';
import { objectKey } from '../../../model/catalog.ts';
import { isFact, listFact, textFact, usesOf, wordFact } from './facts.ts';

/** Keys of the objects that take this one along when they are dropped. */
export function holdersOf(object: CatalogObject, catalog: Catalog): string[] {
  const { kind, relation, facts } = object;
  const holders: string[] = [];
  if (relation !== null) {
    for (const holder of ['table', 'foreign-table', 'view', 'materialized-view'] as const) {
      const key = objectKey(holder, relation);
      if (catalog.has(key)) holders.push(key);
    }
  }
  if (kind === 'constraint' || kind === 'index' || kind === 'statistics') holders.push(...ownColumns(object));
  if (kind === 'index' && typeof facts['constraint'] === 'string')
    holders.push(`constraint ${facts['constraint']}`);
  const column = textFact(object, 'ownedBy');
  if (kind === 'sequence' && column !== null) holders.push(objectKey('column', column));
  const parent = textFact(object, 'partitionOf');
  if (parent !== null) holders.push(objectKey(kind, parent));
  return [...holders, ...inheritedFrom(object, catalog)];
}

function ownColumns(object: CatalogObject): string[] {
  const prefix = `column ${object.relation ?? ''}.`;
  const columns = listFact(object, 'columns').map((column) => prefix + column);
  return [...columns, ...usesOf(object).filter((key) => key.startsWith(prefix))];
}

/** The parents' columns and constraints from which a child's come. */
function inheritedFrom(object: CatalogObject, catalog: Catalog): string[] {
  const { kind, relation } = object;
  if (!isFact(object, 'inherited') || relation === null) return [];
  const bare = object.name.slice(relation.length + 1);
  return parentsOf(relation, catalog).flatMap((parent) => {
    const named = objectKey(kind, `${parent}.${bare}`);
    if (catalog.has(named)) return [named];
    if (kind !== 'constraint') return [];
    return sameConstraints(object, parent, catalog);
  });
}

/** A partition's foreign key or primary key can have another name than its parent's. */
function sameConstraints(object: CatalogObject, parent: string, catalog: Catalog): string[] {
  const keys: string[] = [];
  for (const [key, other] of catalog) {
    const isSame =
      other.kind === 'constraint' &&
      other.relation === parent &&
      other.facts['type'] === object.facts['type'] &&
      wordFact(other, 'columns') === wordFact(object, 'columns');
    if (isSame) keys.push(key);
  }
  return keys;
}

/** Names of the tables that a table inherits from or is a partition of. */
export function parentsOf(table: string, catalog: Catalog): string[] {
  const object = catalog.get(objectKey('table', table)) ?? catalog.get(objectKey('foreign-table', table));
  if (object === undefined) return [];
  const parent = textFact(object, 'partitionOf');
  return parent === null ? listFact(object, 'inherits') : [parent];
}
