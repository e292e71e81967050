import { connected } from '../../rows/connected.ts';
import { namesIn } from './expressions.ts';
import { sameName } from './names.ts';
import { constrainedColumns, type PlannedColumn } from './row-plan.ts';
import type { TableShape } from './table-shape.ts';

/** Most combinations of values that the engine is asked to search. */
const MOST_COMBINATIONS = 20_000;

/** Columns that depend on each other by conditions, together; columns without a condition are in no group. */
export function dependentColumns(shape: TableShape, plan: readonly PlannedColumn[]): PlannedColumn[][] {
  const constrained = constrainedColumns(shape);
  const bound = plan.filter(({ column }) => constrained.has(column.sql));
  return connected(bound, ({ column }) => constrained.get(column.sql) ?? []);
}

/** A query for the first combination of candidates that no condition refuses; its columns are those of the group. */
export function searchQuery(shape: TableShape, group: readonly PlannedColumn[]): string {
  const most = Math.max(2, Math.floor(MOST_COMBINATIONS ** (1 / group.length)));
  const names = group.map(({ column }) => column.sql);
  const values = names.map((name, index) => `candidates_${index + 1}.column1 AS ${name}`);
  const sources = group.map(({ candidates }, index) => {
    const rows = candidates.slice(0, most).map((value) => `(${value})`);
    return `(VALUES ${rows.join(', ')}) AS candidates_${index + 1}`;
  });
  const conditions = shape.conditions.filter((condition) => {
    const mentioned = namesIn(condition);
    return names.some((name) => mentioned.has(sameName(name)));
  });
  const where = conditions.map(isNotRefused).join(' AND ');
  // A condition may name the table.
  return `SELECT ${names.join(', ')} FROM (SELECT ${values.join(', ')} FROM ${sources.join(' CROSS JOIN ')}) AS ${shape.name} WHERE ${where} LIMIT 1`;
}

/** A condition that is neither true nor false refuses nothing. https://www.sqlite.org/lang_createtable.html#check_constraints */
function isNotRefused(condition: string): string {
  return `(${condition}) IS NOT FALSE`;
}
