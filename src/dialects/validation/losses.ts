import { code } from '../../lib/code.ts';
import { findObject } from '../../model/catalog.ts';
import { textFact } from '../catalog/facts.ts';
import { columnOf } from './column-of.ts';
import type { Difference } from './difference.ts';
import { countQuery, type Qualified, type Query } from './query.ts';

/** How much goes with dropped tables and columns. Any number may come back; somebody must know it. */
export function lossQueries(difference: Difference, qualified: Qualified): Query[] {
  return [...droppedTables(difference, qualified), ...droppedColumns(difference, qualified)];
}

function droppedTables(difference: Difference, qualified: Qualified): Query[] {
  return difference.removed('table').map(({ name }) =>
    countQuery({
      when: 'before',
      title: `Rows of ${code(name)} that are lost`,
      reason: `${code(name)} is dropped`,
      of: 'rows',
      from: qualified(name),
      expect: null,
    }),
  );
}

function droppedColumns(difference: Difference, qualified: Qualified): Query[] {
  const gone = new Set(difference.removed('table').map(({ name }) => name));
  return difference.removed('column').flatMap((column) => {
    const table = column.relation ?? '';
    const isStored = textFact(column, 'generated') === null;
    if (gone.has(table) || !isStored || findObject(difference.before, 'table', table) === null) return [];
    return countQuery({
      when: 'before',
      title: `Values of ${code(column.name)} that are lost`,
      reason: `${code(column.name)} is dropped`,
      of: 'lost_values',
      from: `${qualified(table)} WHERE ${columnOf(column)} IS NOT NULL`,
      expect: null,
    });
  });
}
