import type { CatalogObject } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';
import { namesIn } from '../rows/expressions.ts';
import { sameName } from '../rows/names.ts';

/**
 * Views and triggers that read or write the relations, or a view that does: SQLite looks at all of them when a table
 * changes its shape. https://www.sqlite.org/lang_altertable.html#compatibility
 */
export function mentioning(
  objects: readonly CatalogObject[],
  relations: Iterable<string>,
): ReadonlySet<CatalogObject> {
  const names = new Set([...relations].map(sameName));
  const found = new Set<CatalogObject>();
  let size = -1;
  while (size !== found.size) {
    size = found.size;
    for (const object of objects) {
      const isOnThem = object.relation !== null && names.has(sameName(object.relation));
      if (!isOnThem && ![...namesIn(textFact(object, 'definition') ?? '')].some((name) => names.has(name)))
        continue;
      found.add(object);
      if (object.kind === 'view') names.add(sameName(object.name));
    }
  }
  return found;
}
