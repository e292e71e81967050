import type { Node, SelectStmt } from 'libpg-query';
import type { Boundedness } from '../../../model/change.ts';

/** What limits the rows that a condition picks: nothing when there is none, or none that can be false. */
export function conditionBound(condition: Node | undefined): Boundedness {
  if (condition === undefined || isTrue(condition)) return 'all';
  return hasLimitedSubquery(condition) ? 'literal' : 'filtered';
}

/** What limits the rows that a query gives. */
export function queryBound(select: SelectStmt): Boundedness {
  if ((select.valuesLists ?? []).length > 0 || hasLimit(select)) return 'literal';
  if (select.larg !== undefined && select.rarg !== undefined) {
    return weaker(queryBound(select.larg), queryBound(select.rarg));
  }
  const sources = select.fromClause ?? [];
  if (sources.length === 0) return 'literal';
  if (select.whereClause !== undefined) return conditionBound(select.whereClause);
  const inner = sources.length === 1 ? subquery(sources[0]) : null;
  return inner === null ? 'all' : queryBound(inner);
}

function subquery(source: Node | undefined): SelectStmt | null {
  if (source === undefined || !('RangeSubselect' in source)) return null;
  const select = source.RangeSubselect.subquery;
  return select !== undefined && 'SelectStmt' in select ? select.SelectStmt : null;
}

const STRENGTH: readonly Boundedness[] = ['literal', 'filtered', 'all'];

function weaker(left: Boundedness, right: Boundedness): Boundedness {
  return STRENGTH.indexOf(left) >= STRENGTH.indexOf(right) ? left : right;
}

/** `WHERE true`, `WHERE 1 = 1`. */
function isTrue(condition: Node): boolean {
  if ('A_Const' in condition) return condition.A_Const.boolval?.boolval === true;
  if (!('A_Expr' in condition)) return false;
  const { lexpr, rexpr, name = [] } = condition.A_Expr;
  const [operator] = name;
  const isEquals = operator !== undefined && 'String' in operator && operator.String.sval === '=';
  if (!isEquals || lexpr === undefined || rexpr === undefined) return false;
  return constant(lexpr) !== null && constant(lexpr) === constant(rexpr);
}

function constant(node: Node): string | null {
  if (!('A_Const' in node) || node.A_Const.isnull === true) return null;
  const { ival, sval, fval } = node.A_Const;
  return JSON.stringify([ival?.ival ?? null, sval?.sval ?? null, fval?.fval ?? null]);
}

/** `WHERE id IN (SELECT … LIMIT 1000)`: one batch. */
function hasLimitedSubquery(condition: Node): boolean {
  if ('BoolExpr' in condition) {
    const { boolop, args = [] } = condition.BoolExpr;
    return boolop === 'AND_EXPR' && args.some(hasLimitedSubquery);
  }
  if (!('SubLink' in condition)) return false;
  const { subLinkType, subselect } = condition.SubLink;
  if (subLinkType !== 'ANY_SUBLINK' || subselect === undefined || !('SelectStmt' in subselect)) return false;
  return hasLimit(subselect.SelectStmt);
}

/** `LIMIT ALL` and `LIMIT NULL` are none. */
function hasLimit({ limitCount }: SelectStmt): boolean {
  if (limitCount === undefined) return false;
  return !('A_Const' in limitCount) || limitCount.A_Const.isnull !== true;
}
