import type { CatalogObject } from '../../model/catalog.ts';

/** A fact that is a list of texts; empty when the object has none of that name. */
export function factList({ facts }: CatalogObject, fact: string): string[] {
  const value = facts[fact];
  return Array.isArray(value) ? value.map(String) : [];
}
