import type { CatalogObject, Fact } from '../../../model/catalog.ts';

/** A fact that is text; null where there is none. */
export function textFact({ facts }: CatalogObject, fact: string): string | null {
  const value = facts[fact] ?? null;
  return typeof value === 'string' ? value : null;
}

/** A fact that is a list of texts. */
export function listFact({ facts }: CatalogObject, fact: string): readonly string[] {
  const value: Fact = facts[fact] ?? null;
  return Array.isArray(value) ? value.map(String) : [];
}

/** Whether something is so. */
export function isFact({ facts }: CatalogObject, fact: string): boolean {
  return facts[fact] === true;
}

/** The last part of a name, still quoted: `email` of `users.email`. */
export function ownName({ name, relation }: CatalogObject): string {
  return relation === null ? name : name.slice(relation.length + 1);
}
