import type { CatalogObject } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';

/** The statement that builds an index without locking out writers. */
export function buildConcurrently(index: CatalogObject): string {
  return definitionOf(index).replace(/^CREATE (UNIQUE )?INDEX /, 'CREATE $1INDEX CONCURRENTLY ');
}

/** The statement that creates an index, without the default schema. */
export function definitionOf(index: CatalogObject): string {
  const definition = textFact(index, 'definition') ?? '';
  return definition.replace(/ ON (ONLY )?public\./, ' ON $1');
}
