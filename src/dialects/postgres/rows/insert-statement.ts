import type { PlannedColumn } from './row-plan.ts';
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
  const output = plan
    .filter((planned) => planned.written)
    .map((planned) => (searched.has(planned) ? planned.column.sql : (planned.candidates[0] ?? 'NULL')));
  if (groups.length === 0) return `VALUES (${output.join(', ')})`;
  // Where no combination is accepted, the row is written all the same, so that the engine refuses it.
  const searches = groups.map(
    (group, index) => `LEFT JOIN LATERAL (${searchQuery(shape, group)}) AS choice_${index + 1} ON true`,
  );
  return `SELECT ${output.join(', ')} FROM ${['(SELECT) AS one_row', ...searches].join(' ')}`;
}
