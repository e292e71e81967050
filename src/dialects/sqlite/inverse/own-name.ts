import type { CatalogObject } from '../../../model/catalog.ts';

/** The last part of a name, still quoted: `email` of `users.email`. */
export function ownName({ name, relation }: CatalogObject): string {
  return relation === null ? name : name.slice(relation.length + 1);
}
