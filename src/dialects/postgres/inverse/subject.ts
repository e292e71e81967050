import type { CatalogObject } from '../../../model/catalog.ts';

/** "Base type money2". */
export function subject(object: CatalogObject): string {
  const words = object.kind.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${object.name}`;
}
