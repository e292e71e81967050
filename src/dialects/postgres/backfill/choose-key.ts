import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { indexKeys } from '../rows/upsert-targets.ts';

/** Columns, as they are written in SQL, by which every row of a table is found once; null when there are none. */
export function chooseKey(
  catalog: Catalog,
  table: string,
  written: ReadonlySet<string>,
): readonly string[] | null {
  const keys = objectsOf(catalog, 'index')
    .filter((index) => index.relation === table && isKey(catalog, table, index))
    .map((index) => ({
      primary: isFact(index, 'primary'),
      name: index.name,
      columns: listFact(index, 'columns'),
    }))
    .filter(({ columns }) => columns.every((column) => !written.has(column)));
  const [best] = keys.toSorted(
    (left, right) =>
      Number(right.primary) - Number(left.primary) ||
      left.columns.length - right.columns.length ||
      (left.name < right.name ? -1 : 1),
  );
  return best?.columns ?? null;
}

/** True for a whole, valid, unique index over columns that are never empty. */
function isKey(catalog: Catalog, table: string, index: CatalogObject): boolean {
  const columns = listFact(index, 'columns');
  const isWhole = textFact(index, 'predicate') === null && isFact(index, 'valid') && isFact(index, 'unique');
  if (!isWhole || columns.length === 0) return false;
  if (indexKeys(textFact(index, 'definition') ?? '').length !== columns.length) return false;
  return columns.every((column) => {
    const found = findObject(catalog, 'column', `${table}.${column}`);
    return found !== null && isFact(found, 'notNull');
  });
}
