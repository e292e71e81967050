import { code } from '../../../lib/code.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { Difference } from '../../validation/difference.ts';
import { lossQueries } from '../../validation/losses.ts';
import { notNullQueries } from '../../validation/not-null.ts';
import { presenceQueries } from '../../validation/presence.ts';
import type { Query } from '../../validation/query.ts';
import { countsOf, rowCountQueries } from '../../validation/row-counts.ts';
import { qualified } from '../rows/names.ts';
import { constraintQueries } from './constraints.ts';
import { duplicateQueries } from './duplicates.ts';
import { LISTS } from './lists.ts';
import { rebuiltTable } from './rebuilt-table.ts';
import { foreignKeyQueries, integrityQueries, tablesOfMovedRows } from './whole.ts';

/**
 * Queries to run on real data before and after a statement, each one `SELECT` that answers with one number. A table that
 * is built anew is asked about where its old form is dropped, as if one statement had changed it. What is gone at the
 * `end` of the migration is not asked after.
 */
export function validationQueries(
  rehearsed: RehearsedStatement,
  shipped = rehearsed.before,
  end = rehearsed.after,
): readonly Query[] {
  const names = renamed(rehearsed);
  if (names !== null) return foreignKeyQueries(names, end);
  const rebuilt = rebuiltTable(rehearsed, shipped, end);
  const difference = rebuilt?.difference ?? new Difference(rehearsed.before, rehearsed.after);
  return [
    ...notNullQueries(difference, qualified),
    ...duplicateQueries(difference, shipped),
    ...constraintQueries(difference),
    ...lossQueries(difference, qualified),
    ...rowCountQueries(new Difference(rehearsed.before, end), rehearsed, qualified),
    ...(rebuilt === null ? [] : rebuiltCounts(rebuilt.name)),
    ...foreignKeyQueries(tablesOfMovedRows(rehearsed, difference, rebuilt), end),
    ...integrityQueries(rehearsed, difference, rebuilt, end),
    ...presenceQueries(difference, end, LISTS),
  ];
}

function rebuiltCounts(table: string): Query[] {
  return countsOf(table, `${code(table)} is built anew`, qualified);
}

/** The old and the new name of a table whose rows stay as they are; null where the statement does something else. */
function renamed({ statement }: RehearsedStatement): readonly string[] | null {
  const changes = statement.kind === 'unreadable' ? [] : statement.changes;
  for (const change of changes) {
    if (change.kind === 'rename-column') return [];
    if (change.kind === 'rename') return [change.object, change.to];
  }
  return null;
}
