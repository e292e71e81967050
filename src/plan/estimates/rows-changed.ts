import type { Change } from '../../model/change.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import type { TableStatistics } from '../../model/statistics.ts';

/** Rows that statistics tell of a relation by its name at this moment; null when they are unknown. */
export type RowsOf = (relation: string) => number | null;

/**
 * The most rows of the relation that the statement changes or locks; null when nobody knows. A filter may leave few, which
 * no statistics of sizes tell.
 */
export function rowsChanged(
  relation: string,
  { statement }: Pick<RehearsedStatement, 'statement'>,
  size: Pick<TableStatistics, 'rows'>,
  rowsOf: RowsOf,
): number | null {
  const changes = statement.kind === 'readable' ? statement.changes : [];
  const own = changes.filter((change) => change.relation === relation && 'bounded' in change);
  if (own.length === 0 || own.length < changes.length) return size.rows;
  return own.reduce<number | null>((total, change) => plus(total, rowsOfChange(change, size, rowsOf)), 0);
}

function rowsOfChange(
  change: Change,
  { rows }: Pick<TableStatistics, 'rows'>,
  rowsOf: RowsOf,
): number | null {
  if ('bounded' in change && change.bounded === 'literal') return 0;
  if (change.kind !== 'insert-rows') return rows;
  const reads = (change.reads ?? []).map(rowsOf);
  // A join may give more rows than its largest table; nobody can tell without running it.
  return reads.includes(null) ? null : Math.max(0, ...reads.map(Number));
}

function plus(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}
