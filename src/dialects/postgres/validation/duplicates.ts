import { code } from '../../../lib/code.ts';
import type { CatalogObject } from '../../../model/catalog.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { identifiersIn } from '../rows/hints.ts';
import { qualified } from '../rows/names.ts';
import { indexKeys } from '../rows/upsert-targets.ts';
import { columnOf } from '../../validation/column-of.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';

/** Duplicates that stand against a new unique index, be it a constraint's or its own. */
export function duplicateQueries(difference: Difference): Query[] {
  return difference.added('index').flatMap((index) => {
    const table = difference.earlierTable(index.relation);
    if (table === null || !isFact(index, 'unique')) return [];
    const keys = plainColumns(index) ?? indexKeys(textFact(index, 'definition') ?? '');
    const predicate = textFact(index, 'predicate');
    if (keys.length === 0 || usesNewColumns(difference, index, [...keys, predicate ?? ''])) return [];
    return duplicates(table, index, { keys, predicate });
  });
}

interface Key {
  readonly keys: readonly string[];
  readonly predicate: string | null;
}

function duplicates(table: string, index: CatalogObject, { keys, predicate }: Key): Query {
  const list = keys.join(', ');
  const nullsCount = (textFact(index, 'definition') ?? '').includes('NULLS NOT DISTINCT');
  const conditions = [
    ...(predicate === null ? [] : [`(${predicate})`]),
    ...(nullsCount ? [] : keys.map((key) => `${key} IS NOT NULL`)),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const repeated = `FROM ${qualified(table)}${where} GROUP BY ${list} HAVING count(*) > 1`;
  return countQuery({
    when: 'before',
    title: `Values of ${code(`${table} (${list})`)} that occur more than once`,
    reason: `${code(textFact(index, 'constraint') ?? index.name)} makes them unique`,
    of: 'duplicates',
    from: `(SELECT ${list} ${repeated}) AS repeated`,
    expect: '0',
    offenders: {
      object: index.name,
      sql: `SELECT ${list}, count(*) AS "rows" ${repeated} ORDER BY count(*) DESC`,
    },
  });
}

/** Null when the index has expressions. */
function plainColumns(index: CatalogObject): string[] | null {
  const columns = index.facts['columns'];
  if (!Array.isArray(columns)) return null;
  const names = columns.filter((column): column is string => typeof column === 'string');
  return names.length === columns.length ? names : null;
}

/** A column that comes with the same statement has no values to look at. */
function usesNewColumns(
  difference: Difference,
  index: CatalogObject,
  expressions: readonly string[],
): boolean {
  const mentioned = new Set(expressions.flatMap((expression) => [...identifiersIn(expression)]));
  return difference
    .added('column')
    .some((column) => column.relation === index.relation && mentioned.has(columnOf(column)));
}
