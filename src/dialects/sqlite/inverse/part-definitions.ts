import { findObject, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { afterClosing, textOf, tokensOf } from '../catalog/tokens.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';

/** `CREATE INDEX`; null for one that belongs to a key. https://www.sqlite.org/lang_createindex.html */
export function createIndex(catalog: Catalog, index: CatalogObject): string | null {
  if (index.facts['origin'] !== 'statement') return null;
  const collations = listFact(index, 'collations');
  const descending = index.facts['descending'];
  const parts = listFact(index, 'columns').map((column, at) => {
    const collation = collations[at] ?? 'BINARY';
    const own = ownCollation(catalog, index.relation ?? '', column);
    const down = Array.isArray(descending) && descending[at] === true;
    return `${column}${collation === own ? '' : ` COLLATE ${collation}`}${down ? ' DESC' : ''}`;
  });
  const predicate = textFact(index, 'predicate');
  const unique = isFact(index, 'unique') ? 'UNIQUE ' : '';
  const where = predicate === null ? '' : ` WHERE ${predicate}`;
  return `CREATE ${unique}INDEX ${index.name} ON ${index.relation ?? ''} (${parts.join(', ')})${where}`;
}

/** The collation that an index takes of a column; an expression has none of its own that a catalog would tell. */
export function ownCollation(catalog: Catalog, table: string, column: string): string {
  const found = findObject(catalog, 'column', `${table}.${column}`);
  return (found === null ? null : textFact(found, 'collation')) ?? 'BINARY';
}

/** `CREATE VIEW`; the names of its columns stand before the query where it has any. */
export function createView(view: CatalogObject): string {
  const definition = textFact(view, 'definition') ?? '';
  if (!definition.startsWith('(')) return `CREATE VIEW ${view.name} AS ${definition}`;
  const tokens = tokensOf(definition);
  const end = afterClosing(tokens, 0);
  return `CREATE VIEW ${view.name} ${textOf(tokens.slice(0, end))} AS ${textOf(tokens.slice(end))}`;
}

/** `CREATE TRIGGER`. */
export function createTrigger(trigger: CatalogObject): string {
  const timing = textFact(trigger, 'timing') ?? 'BEFORE';
  return `CREATE TRIGGER ${columnOf(trigger)} ${timing} ${textFact(trigger, 'definition') ?? ''}`;
}
