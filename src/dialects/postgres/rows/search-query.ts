import { connected } from '../../rows/connected.ts';
import { identifiersIn } from './hints.ts';
import { constrainedColumns, type PlannedColumn } from './row-plan.ts';
import type { TableShape } from './table-shape.ts';

/** Most combinations of values that the engine is asked to search. */
const MOST_COMBINATIONS = 20_000;

/** Columns that depend on each other by conditions, together; columns without a condition are in no group. */
export function dependentColumns(shape: TableShape, plan: readonly PlannedColumn[]): PlannedColumn[][] {
  const constrained = constrainedColumns(shape);
  const bound = plan.filter(({ column }) => constrained.has(column.sql) || column.type.conditions.length > 0);
  return connected(bound, ({ column }) => constrained.get(column.sql) ?? []);
}

/** A query for the first combination of candidates that no condition refuses; its columns are those of the group. */
export function searchQuery(shape: TableShape, group: readonly PlannedColumn[]): string {
  const most = Math.max(2, Math.floor(MOST_COMBINATIONS ** (1 / group.length)));
  const sources = group.map((planned, index) => candidateSource(planned, most, `candidates_${index + 1}`));
  const names = group.map(({ column }) => column.sql);
  const conditions = shape.conditions.filter((condition) => {
    const identifiers = identifiersIn(condition);
    return names.some((name) => identifiers.has(name));
  });
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(isNotRefused).join(' AND ')}`;
  return `SELECT ${names.join(', ')} FROM ${sources.join(' CROSS JOIN ')}${where} LIMIT 1`;
}

function candidateSource({ column, candidates }: PlannedColumn, most: number, alias: string): string {
  const rows = (list: readonly string[]): string =>
    `(VALUES ${list.map((value) => `(${value})`).join(', ')})`;
  const { conditions } = column.type;
  if (conditions.length === 0) return `${rows(candidates.slice(0, most))} AS ${alias} (${column.sql})`;
  const accepted = `SELECT value FROM ${rows(candidates)} AS candidate (value) WHERE ${conditions.map(isNotRefused).join(' AND ')}`;
  return `(${accepted} LIMIT ${most}) AS ${alias} (${column.sql})`;
}

/** A condition that is neither true nor false refuses nothing. */
function isNotRefused(condition: string): string {
  return `(${condition}) IS NOT FALSE`;
}
