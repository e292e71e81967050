import { code } from '../../../lib/code.ts';
import { bare, bareParts, literal, qualified } from '../rows/names.ts';
import { columnOf } from './column-of.ts';
import type { Difference } from './difference.ts';
import { countQuery, type Query } from './query.ts';

/** What must be there, or gone, once the change has run. */
export function presenceQueries(difference: Difference): Query[] {
  const tables = new Set(difference.added('table').map(({ name }) => name));
  return [
    ...[...tables].map((table) => tableQuery(table, 'created')),
    ...difference.removed('table').map(({ name }) => tableQuery(name, 'dropped')),
    ...difference
      .added('column')
      .filter(({ relation }) => difference.earlierTable(relation) !== null)
      .map((column) => columnQuery(column.relation ?? '', columnOf(column))),
  ];
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
