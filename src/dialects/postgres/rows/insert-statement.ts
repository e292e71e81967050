import type { PlannedColumn } from './row-plan.ts';
import { cast } from './sample-values.ts';
import { dependentColumns, searchQuery } from './search-query.ts';
import type { TableShape } from './table-shape.ts';

/**
 * Writes the `INSERT` of one row. Where conditions have a say, the engine itself searches the candidates for values
 * that satisfy them, so that no condition needs to be understood here.
 */
export function insertStatement(shape: TableShape, plan: readonly PlannedColumn[], suffix = ''): string {
  const written = plan.filter((planned) => planned.written);
  if (written.length === 0) return `INSERT INTO ${shape.sql} DEFAULT VALUES${suffix}`;
  const names = written.map(({ column }) => column.sql).join(', ');
  const overriding = written.some(({ column }) => column.identity === 'always')
    ? ' OVERRIDING SYSTEM VALUE'
    : '';
  return `INSERT INTO ${shape.sql} (${names})${overriding} ${rowSource(shape, plan)}${suffix}`;
}

function rowSource(shape: TableShape, plan: readonly PlannedColumn[]): string {
  const groups = dependentColumns(shape, plan);
  const searched = new Set(groups.flat());
  const fixed = plan.filter((planned) => !searched.has(planned));
  const output = plan.filter((planned) => planned.written);
  if (groups.length === 0) return `VALUES (${output.map(finalValue).join(', ')})`;
  const constants = fixed.map(({ column, candidates }) => `${candidates[0] ?? 'NULL'} AS ${column.sql}`);
  const base = `(SELECT ${constants.join(', ')}) AS fixed_values`;
  // Where no combination is accepted, the row is written all the same, so that the engine refuses it.
  const searches = groups.map(
    (group, index) => `LEFT JOIN LATERAL (${searchQuery(shape, group)}) AS choice_${index + 1} ON true`,
  );
  const columns = output.map(({ column }) =>
    column.type.domain === null ? column.sql : cast(column.sql, column.type.domain),
  );
  return `SELECT ${columns.join(', ')} FROM ${[base, ...searches].join(' ')}`;
}

function finalValue({ column, candidates }: PlannedColumn): string {
  const value = candidates[0] ?? 'NULL';
  return column.type.domain === null ? value : cast(value, column.type.domain);
}
