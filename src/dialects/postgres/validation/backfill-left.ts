import { code } from '../../../lib/code.ts';
import { findObject } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';
import { readChanging } from '../backfill/read-changing.ts';
import { quoteIdentifier } from '../quote.ts';
import { bareParts, qualified } from '../rows/names.ts';

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
