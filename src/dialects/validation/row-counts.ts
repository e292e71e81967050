import { code } from '../../lib/code.ts';
import { findObject } from '../../model/catalog.ts';
import type { ChangeKind } from '../../model/change.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import type { Difference } from './difference.ts';
import { countQuery, type Qualified, type Query } from './query.ts';

const MOVING: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'insert-rows',
  'update-rows',
  'delete-rows',
  'merge-rows',
  'copy-rows',
  'truncate-table',
]);

/** Rows before and after whatever writes rows or rewrites a table; the two numbers are to be compared. */
export function rowCountQueries(
  difference: Difference,
  rehearsed: RehearsedStatement,
  qualified: Qualified,
): Query[] {
  return [...touchedTables(rehearsed)].sort().flatMap((table) => {
    const stood = (catalog: Difference['before']): boolean => findObject(catalog, 'table', table) !== null;
    if (!stood(difference.before) || !stood(difference.after)) return [];
    return countsOf(table, `The statement writes rows of ${code(table)}`, qualified);
  });
}

/** Rows of a table before and after. */
export function countsOf(table: string, reason: string, qualified: Qualified): Query[] {
  const shared = {
    title: `Rows of ${code(table)}`,
    reason,
    of: 'rows',
    from: qualified(table),
    expect: null,
  };
  return [countQuery({ ...shared, when: 'before' }), countQuery({ ...shared, when: 'after' })];
}

function touchedTables({ statement, effects, observation }: RehearsedStatement): Set<string> {
  const changes = statement.kind === 'unreadable' ? [] : statement.changes;
  const moved = changes.flatMap(({ kind, relation }) =>
    MOVING.has(kind) && relation !== null ? [relation] : [],
  );
  const counted = (observation?.rows ?? []).map(({ relation }) => relation);
  const rewritten = effects.filter(({ work }) => work === 'rewrite').map(({ relation }) => relation);
  return new Set([...moved, ...counted, ...rewritten]);
}
