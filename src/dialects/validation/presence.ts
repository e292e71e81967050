import { code } from '../../lib/code.ts';
import { findRelation, objectsOf, type Catalog, type CatalogObject } from '../../model/catalog.ts';
import { columnOf } from './column-of.ts';
import type { Difference } from './difference.ts';
import { countQuery, type Query } from './query.ts';

/** Where a dialect lists what is there; each text follows `FROM` and finds one row, or none. */
export interface Lists {
  table(name: string): string;
  column(table: string, column: string): string;
}

/** What must be there, or gone, once the migration is done; by the name that it has at its end. */
export function presenceQueries(difference: Difference, end: Catalog, lists: Lists): Query[] {
  const columns = difference
    .added('column')
    .filter(({ relation }) => difference.earlierTable(relation) !== null);
  return [
    ...stillThere(difference.added('table'), end).map(({ name }) => tableQuery(name, 'created', lists)),
    ...difference
      .removed('table')
      .filter(({ name }) => findRelation(end, name) === null)
      .map(({ name }) => tableQuery(name, 'dropped', lists)),
    ...stillThere(columns, end).map((column) => columnQuery(column.relation ?? '', columnOf(column), lists)),
  ];
}

function stillThere(objects: readonly CatalogObject[], end: Catalog): CatalogObject[] {
  return objects.flatMap(({ kind, id }) => objectsOf(end, kind).find((object) => object.id === id) ?? []);
}

function tableQuery(table: string, fate: 'created' | 'dropped', lists: Lists): Query {
  return countQuery({
    when: 'after',
    title: fate === 'created' ? `Table ${code(table)} is there` : `Table ${code(table)} is still there`,
    reason: `${code(table)} is ${fate}`,
    of: 'tables',
    from: lists.table(table),
    expect: fate === 'created' ? '1' : '0',
  });
}

function columnQuery(table: string, column: string, lists: Lists): Query {
  return countQuery({
    when: 'after',
    title: `Column ${code(`${table}.${column}`)} is there`,
    reason: `${code(`${table}.${column}`)} is added`,
    of: 'columns',
    from: lists.column(table, column),
    expect: '1',
  });
}
