import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { wordFact } from '../inverse/facts.ts';
import { usageProblem } from '../../../model/problem.ts';

/** The columns of the primary key, in its order. Throws a `Problem` when the table has none. */
export function primaryKeyOf(shipped: Catalog, table: CatalogObject): CatalogObject[] {
  const key = objectsOf(shipped, 'constraint', table.name).find(
    ({ facts }) => facts['type'] === 'primary-key',
  );
  const columns = objectsOf(shipped, 'column', table.name);
  const list = /\(([^)]*)\)/.exec(key === undefined ? '' : wordFact(key, 'definition'))?.[1] ?? '';
  const found = list
    .split(',')
    .flatMap((name) => columns.find((column) => column.name === `${table.name}.${name.trim()}`) ?? []);
  if (found.length > 0) return found;
  throw usageProblem(
    'requirement',
    `${code(table.name)} has no primary key, so nothing tells which rows belong together.`,
    'Give it a primary key first.',
  );
}
