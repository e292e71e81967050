import { code } from '../../../lib/code.ts';
import type { ChangeOf } from '../../../model/change.ts';
import { chooseKey } from '../backfill/choose-key.ts';
import { columnsOf } from '../backfill/compare-rows.ts';
import { isLasting } from '../backfill/lasting-values.ts';
import { endOf, outerWords } from '../backfill/outer-words.ts';
import { readGrammar } from '../parse/grammar.ts';
import { walkTree } from '../parse/tree-walk.ts';
import { textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';
import { bothSides, copied, type Copy } from './copied-rows.ts';
import { outlasts, type Moments } from './outlasting.ts';

type CreatedTable = ChangeOf<'create-table-as' | 'create-materialized-view'>;

/**
 * What a `CREATE TABLE … AS` or `SELECT … INTO` copies; null where the query gives other rows when it is asked again, and
 * where either side is gone when the migration is done.
 */
export function createdCopy(sql: string, change: CreatedTable, moments: Moments): Copy | null {
  const { object: target, reads = [], withoutData } = change;
  const isKept = withoutData !== true && !target.startsWith('pg_temp.') && reads.length > 0;
  const query = afterAs(sql) ?? withoutInto(sql);
  if (!isKept || query === null || !isRepeatable(sql)) return null;
  const columns = columnsOf(moments.after, target).map((column) =>
    copied(columnOf(column), textFact(column, 'type') ?? 'text'),
  );
  const names = columns.map(({ name }) => name);
  if (columns.length === 0 || !outlasts(moments, reads, query)) return null;
  if (!outlasts(moments, [target], names.join(' '))) return null;
  return bothSides({
    query,
    target,
    given: names,
    columns,
    // A key is given to the new table afterwards.
    key: chooseKey(moments.end, target, new Set()) ?? [],
    isAlone: true,
    reason: `The statement makes ${code(target)} out of a query`,
  });
}

/** The same rows each time that it is asked: no limit, no chance, nothing of the moment, and it changes nothing. */
function isRepeatable(sql: string): boolean {
  const reading = readGrammar(sql);
  if (!reading.ok || !isLasting(reading.trees)) return false;
  let repeatable = true;
  walkTree(reading.trees, (name) => {
    if (OTHERWISE.has(name)) repeatable = false;
  });
  return repeatable;
}

/** Parts of a query that make it give other rows, or do more than give rows. */
const OTHERWISE: ReadonlySet<string> = new Set([
  'limitCount',
  'limitOffset',
  'RangeTableSample',
  'ExecuteStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
]);

/** What follows the first `AS`, without `WITH DATA`. */
function afterAs(sql: string): string | null {
  const words = outerWords(sql);
  const as = words.find(({ word }) => word === 'as');
  if (as === undefined || words[0]?.word !== 'create') return null;
  const data = words.findLast(
    ({ word, start }, at) => word === 'with' && start > as.end && words[at + 1]?.word === 'data',
  );
  return sql.slice(as.end, data?.start ?? endOf(sql)).trim();
}

const CLAUSES: ReadonlySet<string> = new Set([
  'from',
  'where',
  'group',
  'having',
  'window',
  'union',
  'intersect',
  'except',
  'order',
]);

function withoutInto(sql: string): string | null {
  const words = outerWords(sql);
  const into = words.find(({ word }) => word === 'into');
  if (into === undefined) return null;
  const rest = words.find(({ word, start }) => start > into.end && CLAUSES.has(word))?.start ?? endOf(sql);
  return `${sql.slice(0, into.start).trimEnd()} ${sql.slice(rest, endOf(sql))}`.trim();
}
