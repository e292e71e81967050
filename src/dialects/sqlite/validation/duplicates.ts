import { code } from '../../../lib/code.ts';
import { findObject, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';
import { qualified } from '../rows/names.ts';
import { newConstraints } from './constraints.ts';
import { usesNewColumns } from './new-columns.ts';

/** Duplicates that stand against a new unique key, be it a constraint's or an index of its own. */
export function duplicateQueries(difference: Difference, shipped: Catalog): Query[] {
  const constraints = newConstraints(difference)
    .filter((one) => ['unique', 'primary-key'].includes(textFact(one, 'type') ?? ''))
    .map((one): Key => ({
      object: one,
      named: columnOf(one),
      keys: listFact(one, 'columns'),
      predicate: null,
    }));
  const indexes = difference
    .added('index')
    .filter((one) => isFact(one, 'unique') && textFact(one, 'origin') === 'statement')
    .filter((one) => !isKept(one, shipped))
    .map((one): Key => ({
      object: one,
      named: one.name,
      keys: collated(one, difference.after),
      predicate: textFact(one, 'predicate'),
    }));
  return [...constraints, ...indexes].flatMap((key) => duplicates(difference, key) ?? []);
}

interface Key {
  readonly object: CatalogObject;
  readonly named: string;
  /** Columns and expressions. */
  readonly keys: readonly string[];
  readonly predicate: string | null;
}

/** An index that a rebuilt table gets again. */
function isKept(index: CatalogObject, shipped: Catalog): boolean {
  const was = findObject(shipped, 'index', index.name);
  return was !== null && JSON.stringify(was.facts) === JSON.stringify(index.facts);
}

/** What is indexed, told apart as the index does. https://www.sqlite.org/datatype3.html#collation */
function collated(index: CatalogObject, catalog: Catalog): string[] {
  const collations = listFact(index, 'collations');
  return listFact(index, 'columns').map((key, at) => {
    const column = findObject(catalog, 'column', `${index.relation ?? ''}.${key}`);
    const usual = (column === null ? null : textFact(column, 'collation')) ?? 'BINARY';
    const collation = collations[at] ?? usual;
    return collation.toUpperCase() === usual.toUpperCase() ? key : `${key} COLLATE ${collation}`;
  });
}

function duplicates(difference: Difference, { object, named, keys, predicate }: Key): Query | null {
  const table = difference.earlierTable(object.relation);
  if (table === null || keys.length === 0 || usesNewColumns(difference, object, [...keys, predicate ?? '']))
    return null;
  const list = keys.join(', ');
  // NULL is not equal to NULL in a unique key.
  const conditions = [
    ...(predicate === null ? [] : [`(${predicate})`]),
    ...keys.map((key) => `${key} IS NOT NULL`),
  ];
  const repeated = `FROM ${qualified(table)} WHERE ${conditions.join(' AND ')} GROUP BY ${list} HAVING count(*) > 1`;
  return countQuery({
    when: 'before',
    title: `Values of ${code(`${table} (${list})`)} that occur more than once`,
    reason: `${code(named)} makes them unique`,
    of: 'duplicates',
    from: `(SELECT 1 ${repeated})`,
    expect: '0',
    offenders: {
      object: object.name,
      sql: `SELECT ${list}, count(*) AS rows ${repeated} ORDER BY count(*) DESC`,
    },
  });
}
