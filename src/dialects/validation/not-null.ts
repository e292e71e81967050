import { code } from '../../lib/code.ts';
import { isFact, textFact } from '../catalog/facts.ts';
import type { Difference } from './difference.ts';
import { columnOf } from './column-of.ts';
import { countQuery, type Qualified, type Query } from './query.ts';

/** NULLs in columns that may not hold them any more, and rows that a new column finds without a value. */
export function notNullQueries(difference: Difference, qualified: Qualified): Query[] {
  return [...emptyValues(difference, qualified), ...rowsWithoutValue(difference, qualified)];
}

function emptyValues(difference: Difference, qualified: Qualified): Query[] {
  return difference.changed('column').flatMap(({ was, is }) => {
    if (isFact(was, 'notNull') || !isFact(is, 'notNull') || was.relation === null) return [];
    const column = columnOf(was);
    const from = `${qualified(was.relation)} WHERE ${column} IS NULL`;
    return countQuery({
      when: 'before',
      title: `Rows of ${code(was.relation)} whose ${code(column)} is NULL`,
      reason: `${code(was.name)} becomes NOT NULL`,
      of: 'nulls',
      from,
      expect: '0',
      offenders: { object: was.name, sql: `SELECT * FROM ${from}` },
    });
  });
}

function rowsWithoutValue(difference: Difference, qualified: Qualified): Query[] {
  return difference.added('column').flatMap((column) => {
    const table = difference.earlierTable(column.relation);
    const filled = ['default', 'identity', 'generated'].some(
      (fact) => !/^null$/i.test(textFact(column, fact) ?? 'null'),
    );
    if (table === null || !isFact(column, 'notNull') || filled) return [];
    return countQuery({
      when: 'before',
      title: `Rows of ${code(table)} that would have no ${code(columnOf(column))}`,
      reason: `${code(column.name)} is NOT NULL and has no default`,
      of: 'rows',
      from: qualified(table),
      expect: '0',
    });
  });
}
