import { code } from '../../../lib/code.ts';
import { findObject } from '../../../model/catalog.ts';
import type { ChangeKind } from '../../../model/change.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { readChanging } from '../backfill/read-changing.ts';
import { quoteIdentifier } from '../quote.ts';
import { bareParts, qualified } from '../rows/names.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';

const MOVING: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'insert-rows',
  'update-rows',
  'delete-rows',
  'merge-rows',
  'copy-rows',
  'truncate-table',
]);

/** Rows before and after whatever writes rows or rewrites a table; the two numbers are to be compared. */
export function rowCountQueries(difference: Difference, rehearsed: RehearsedStatement): Query[] {
  return [...touchedTables(rehearsed)].sort().flatMap((table) => {
    const stood = (catalog: Difference['before']): boolean => findObject(catalog, 'table', table) !== null;
    if (!stood(difference.before) || !stood(difference.after)) return [];
    const shared = {
      reason: `The statement writes rows of ${code(table)}`,
      of: 'rows',
      from: qualified(table),
      expect: null,
    };
    return [
      countQuery({ ...shared, when: 'before', title: `Rows of ${code(table)}` }),
      countQuery({ ...shared, when: 'after', title: `Rows of ${code(table)}` }),
    ];
  });
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

/** Rows that a backfill has not reached: the updated columns that are still empty. */
export function backfillQueries(difference: Difference, { statement }: RehearsedStatement): Query[] {
  if (statement.kind === 'unreadable') return [];
  const updated = statement.changes.find(({ kind }) => kind === 'update-rows')?.relation ?? null;
  if (updated === null) return [];
  return settings(statement.sql).flatMap((column) => {
    const found = findObject(difference.after, 'column', `${updated}.${column}`);
    if (found === null || found.facts['notNull'] === true) return [];
    return countQuery({
      when: 'after',
      title: `Rows of ${code(updated)} whose ${code(column)} is still NULL`,
      reason: `The statement fills ${code(`${bareParts(updated).object}.${column}`)}`,
      of: 'left',
      from: `${qualified(updated)} WHERE ${column} IS NULL`,
      expect: null,
    });
  });
}

/** The columns that an `UPDATE` sets. */
function settings(sql: string): string[] {
  const changing = readChanging(sql);
  if (changing === null || 'because' in changing) return [];
  return [...new Set(changing.written.map(({ column }) => quoteIdentifier(column ?? '')))];
}
