import { code } from '../../../lib/code.ts';
import { objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';
import { qualified } from '../rows/names.ts';
import { tableShapes } from '../rows/table-shape.ts';
import { usesNewColumns } from './new-columns.ts';

/** Rows that stand against checks and foreign keys that are new, or ask something else. */
export function constraintQueries(difference: Difference): Query[] {
  return newConstraints(difference).flatMap((constraint) => {
    const type = textFact(constraint, 'type');
    if (type === 'check') return violations(difference, constraint) ?? [];
    return type === 'foreign-key' ? (orphans(difference, constraint) ?? []) : [];
  });
}

/** Constraints of tables that were there, which rows were not held to so far; by what they ask, since few have a name. */
export function newConstraints(difference: Difference): CatalogObject[] {
  const touched = [
    ...difference.added('constraint'),
    ...difference.changed('constraint').map(({ is }) => is),
  ];
  const tables = new Set(touched.flatMap(({ relation }) => relation ?? []));
  return [...tables].flatMap((table) => {
    const earlier = difference.earlierTable(table);
    if (earlier === null) return [];
    const known = new Set(objectsOf(difference.before, 'constraint', earlier).map(asked));
    return objectsOf(difference.after, 'constraint', table).filter((one) => !known.has(asked(one)));
  });
}

/** What a row must satisfy, for comparison. */
function asked({ facts }: CatalogObject): string {
  const { type, expression, columns, references, referencedColumns } = facts;
  return JSON.stringify(
    type === 'check' ? [type, expression] : [type, columns, references, referencedColumns],
  );
}

function violations(difference: Difference, check: CatalogObject): Query | null {
  const condition = textFact(check, 'expression');
  const table = difference.earlierTable(check.relation);
  if (condition === null || table === null || usesNewColumns(difference, check, [condition])) return null;
  const from = `${qualified(table)} WHERE NOT (${condition})`;
  return countQuery({
    when: 'before',
    title: `Rows of ${code(table)} that violate ${code(columnOf(check))}`,
    reason: `${code(check.name)} demands ${code(condition)}`,
    of: 'violations',
    from,
    expect: '0',
    offenders: { object: check.name, sql: `SELECT * FROM ${from}` },
  });
}

function orphans(difference: Difference, constraint: CatalogObject): Query | null {
  const table = difference.earlierTable(constraint.relation);
  const columns = JSON.stringify(constraint.facts['columns']);
  // The shape has the names that the other table has, and its primary key where none are written.
  const key = tableShapes(difference.after)
    .get(constraint.relation ?? '')
    ?.foreignKeys.find((one) => JSON.stringify(one.columns) === columns);
  const parent = difference.earlierTable(key?.references ?? null);
  if (table === null || key === undefined || parent === null) return null;
  if (!difference.hadColumns(table, key.columns) || !difference.hadColumns(parent, key.referenced))
    return null;
  const list = key.columns.join(', ');
  const present = key.columns.map((column) => `child.${column} IS NOT NULL`);
  const same = key.columns.map(
    (column, index) => `parent.${key.referenced[index] ?? column} = child.${column}`,
  );
  return countQuery({
    when: 'before',
    title: `Rows of ${code(table)} whose ${code(list)} has no row in ${code(parent)}`,
    reason: `${code(constraint.name)} refers to ${code(parent)}`,
    of: 'orphans',
    from: `${qualified(table)} AS child WHERE ${present.join(' AND ')} AND NOT EXISTS (SELECT 1 FROM ${qualified(parent)} AS parent WHERE ${same.join(' AND ')})`,
    expect: '0',
  });
}
