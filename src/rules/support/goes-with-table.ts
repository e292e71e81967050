import { findObject, type Catalog } from '../../model/catalog.ts';

/** The table whose column owns the sequence, so that it is locked and dropped with it; null for any other relation. */
export function tableOfSequence(catalog: Catalog, relation: string): string | null {
  const column = findObject(catalog, 'sequence', relation)?.facts['ownedBy'];
  if (typeof column !== 'string') return null;
  return findObject(catalog, 'column', column)?.relation ?? null;
}
