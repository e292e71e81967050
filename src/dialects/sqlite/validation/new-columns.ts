import type { CatalogObject } from '../../../model/catalog.ts';
import { columnOf } from '../../validation/column-of.ts';
import type { Difference } from '../../validation/difference.ts';
import { namesIn } from '../rows/expressions.ts';
import { sameName } from '../rows/names.ts';

/** A column that comes with the change has no values to look at. */
export function usesNewColumns(
  difference: Difference,
  { relation }: CatalogObject,
  expressions: readonly string[],
): boolean {
  const named = new Set(expressions.flatMap((expression) => [...namesIn(expression)]));
  return difference
    .added('column')
    .some((column) => column.relation === relation && named.has(sameName(columnOf(column))));
}
