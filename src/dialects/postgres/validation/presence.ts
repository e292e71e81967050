import { code } from '../../../lib/code.ts';
import { findRelation, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { bare, bareParts, literal, qualified } from '../rows/names.ts';
import { columnOf } from '../../validation/column-of.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';

/** What must be there, or gone, once the migration is done; by the name that it has at its end. */
export function presenceQueries(difference: Difference, end: Catalog): Query[] {
  const columns = difference
    .added('column')
    .filter(({ relation }) => difference.earlierTable(relation) !== null);
  return [
    ...stillThere(difference.added('table'), end).map(({ name }) => tableQuery(name, 'created')),
    ...difference
      .removed('table')
      .filter(({ name }) => findRelation(end, name) === null)
      .map(({ name }) => tableQuery(name, 'dropped')),
    ...stillThere(columns, end).map((column) => columnQuery(column.relation ?? '', columnOf(column))),
  ];
}

function stillThere(objects: readonly CatalogObject[], end: Catalog): CatalogObject[] {
  return objects.flatMap(({ kind, id }) => objectsOf(end, kind).find((object) => object.id === id) ?? []);
}

function tableQuery(table: string, fate: 'created' | 'dropped'): Query {
  return countQuery({
    when: 'after',
    title: fate === 'created' ? `Table ${code(table)} is there` : `Table ${code(table)} is still there`,
    reason: `${code(table)} is ${fate}`,
    of: 'tables',
    from: `pg_class WHERE oid = to_regclass(${literal(qualified(table))})`,
    expect: fate === 'created' ? '1' : '0',
  });
}

function columnQuery(table: string, column: string): Query {
  const { schema, object } = bareParts(table);
  return countQuery({
    when: 'after',
    title: `Column ${code(`${table}.${column}`)} is there`,
    reason: `${code(`${table}.${column}`)} is added`,
    of: 'columns',
    from: `information_schema.columns WHERE table_schema = ${literal(schema)} AND table_name = ${literal(object)} AND column_name = ${literal(bare(column))}`,
    expect: '1',
  });
}
