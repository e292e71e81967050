import type { CatalogObject } from '../../../model/catalog.ts';
import { nameIn, tokensOf } from '../catalog/tokens.ts';
import { textFact } from '../../catalog/facts.ts';

/** Names in a text, in lower case, as SQLite compares them. */
export function wordsIn(sql: string): ReadonlySet<string> {
  const names = tokensOf(sql).filter(({ kind }) => kind === 'word' || kind === 'quoted');
  return new Set(names.map((token) => nameIn(token).toLowerCase()));
}

/** The name without its quotes, in lower case. */
export function bareName(name: string): string {
  return tokensOf(name).map(nameIn).join('').toLowerCase();
}

/**
 * Views and triggers that read or write the relations, or a view that does: SQLite looks at all of them when a table
 * changes its shape. https://www.sqlite.org/lang_altertable.html#compatibility
 */
export function mentioning(
  objects: readonly CatalogObject[],
  relations: Iterable<string>,
): ReadonlySet<CatalogObject> {
  const names = new Set([...relations].map(bareName));
  const found = new Set<CatalogObject>();
  let size = -1;
  while (size !== found.size) {
    size = found.size;
    for (const object of objects) {
      const isOnThem = object.relation !== null && names.has(bareName(object.relation));
      if (!isOnThem && ![...wordsIn(textFact(object, 'definition') ?? '')].some((name) => names.has(name)))
        continue;
      found.add(object);
      if (object.kind === 'view') names.add(bareName(object.name));
    }
  }
  return found;
}
