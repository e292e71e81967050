import type { InsertStmt, Node, RangeVar, SelectStmt } from 'libpg-query';
import { relationName } from '../parse/names.ts';
import { functionsCalled, relationsRead, walkTree } from '../parse/tree-walk.ts';
import { quoteIdentifier } from '../quote.ts';
import { bodyOf } from './changing.ts';

/** The query of an `INSERT … SELECT`, as far as a walk along its first table has to know it. */
interface Source {
  readonly walked: string;
  readonly alias: string;
  readonly only: '' | 'ONLY ';
  readonly values: readonly unknown[];
  readonly reads: readonly string[];
  readonly condition: Node | undefined;
  /** `*` in its list: of the only table and nothing else, or in another way; null for none. */
  readonly star: 'whole' | 'partly' | null;
}

/** Names of aggregates without a window: one row for many. */
const AGGREGATES =
  /^(?:count|sum|avg|min|max|array_agg|string_agg|jsonb?_agg(?:_strict)?|jsonb?_object_agg|xmlagg|every|(?:bool|bit)_(?:and|or|xor)|any_value|stddev.*|var(?:iance|_.*)|percentile_.*|mode|corr|regr_.*|covar_.*|range_agg)$/;

/** Null for rows that are written out; with the reason for a query whose rows do not each come from one row of a table. */
export function readSource(body: InsertStmt): Source | { readonly because: string } | null {
  const select = bodyOf(body.selectStmt, 'SelectStmt');
  if (select === null || isWrittenOut(select)) return null;
  const fault = groupingFault(select);
  if (fault !== null) return { because: fault };
  const first = firstTable(select.fromClause?.[0]);
  if (first === null) return { because: NO_TABLE };
  const walked = relationName(first);
  const reads = relationsRead(body);
  // A name that WITH defines is no table.
  if (!reads.includes(walked)) return { because: NO_TABLE };
  const { alias, relname, inh } = first;
  return {
    walked,
    alias: quoteIdentifier(alias?.aliasname ?? relname ?? ''),
    only: inh === true ? '' : 'ONLY ',
    values: (select.targetList ?? []).map((node) => bodyOf(node, 'ResTarget')?.val),
    reads,
    condition: select.whereClause,
    star: starOf(select),
  };
}

/** `VALUES`, or a query that reads nothing. */
function isWrittenOut({ valuesLists = [], fromClause, larg }: SelectStmt): boolean {
  return valuesLists.length > 0 || (fromClause === undefined && larg === undefined);
}

const NO_TABLE = 'Its rows do not come from a table that could be walked by a key.';

/** The leftmost table of a FROM item, whose every row is kept at most once per joined row. */
function firstTable(item: Node | undefined): RangeVar | null {
  const table = bodyOf(item, 'RangeVar');
  if (table !== null) return table;
  const join = bodyOf(item, 'JoinExpr');
  if (join === null || join.alias !== undefined) return null;
  return join.jointype === 'JOIN_INNER' || join.jointype === 'JOIN_LEFT' ? firstTable(join.larg) : null;
}

/** What makes a row of the result of more than one row of the source, or picks among the results. */
function groupingFault(select: SelectStmt): string | null {
  if (select.op !== undefined && select.op !== 'SETOP_NONE') return 'It unites several queries.';
  if (select.limitCount !== undefined || select.limitOffset !== undefined) return 'Its query has a LIMIT.';
  if ((select.lockingClause ?? []).length > 0) return 'Its query locks rows.';
  const grouped = [select.groupClause, select.distinctClause, select.windowClause].some(
    (clause) => (clause ?? []).length > 0,
  );
  if (grouped || select.havingClause !== undefined || combines(select.targetList)) {
    return 'A row that it inserts is made of more than one row of its source.';
  }
  return null;
}

/** Aggregates and window functions in the list; those of a subquery are its own. */
function combines(list: SelectStmt['targetList']): boolean {
  const outside = JSON.parse(
    JSON.stringify(list ?? [], (key, value: unknown) => (key === 'SubLink' ? null : value)),
  ) as unknown;
  const windows: unknown[] = [];
  walkTree(outside, (name, body) => {
    if (name === 'over') windows.push(body);
  });
  return windows.length > 0 || functionsCalled(outside).some((name) => AGGREGATES.test(name));
}

function starOf({ targetList = [], fromClause = [] }: SelectStmt): Source['star'] {
  const isStar = (node: Node): boolean => {
    const value = bodyOf(node, 'ResTarget')?.val;
    const fields = bodyOf(value, 'ColumnRef')?.fields ?? [];
    return fields.some((field) => 'A_Star' in field);
  };
  if (!targetList.some(isStar)) return null;
  const isOnly = targetList.length === 1 && fromClause.length === 1;
  return isOnly && bodyOf(fromClause[0], 'RangeVar') !== null ? 'whole' : 'partly';
}
