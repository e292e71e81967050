import { objectsOf, type Catalog } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { asCatalogName } from './expression.ts';

/** No two rows of the table have the same values in the columns. */
export function areUnique(catalog: Catalog, table: string, columns: readonly string[]): boolean {
  const wanted = [...columns].sort().join();
  const isWanted = (found: readonly string[]): boolean => [...found].sort().join() === wanted;
  const constraints = objectsOf(catalog, 'constraint', table).filter((one) =>
    ['primary-key', 'unique'].includes(textFact(one, 'type') ?? ''),
  );
  const indexes = objectsOf(catalog, 'index', table).filter((index) => isFact(index, 'unique'));
  return (
    constraints.some((one) => isWanted(listFact(one, 'columns'))) ||
    indexes.some((index) => {
      const [, list] = / USING btree \(([^()]*)\)$/.exec(textFact(index, 'definition') ?? '') ?? [];
      return list !== undefined && isWanted(list.split(',').map((column) => asCatalogName(column.trim())));
    })
  );
}
