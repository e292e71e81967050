import type { CatalogObject } from '../../model/catalog.ts';

/** Name of a column, constraint … within its relation, as it is written in SQL. */
export function columnOf(object: CatalogObject): string {
  return object.relation === null ? object.name : object.name.slice(object.relation.length + 1);
}
