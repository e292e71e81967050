import { qualified } from './names.ts';
import type { PlannedColumn } from './row-plan.ts';
import { dependentColumns, searchQuery } from './search-query.ts';
import type { TableShape } from './table-shape.ts';

/**
 * Writes the `INSERT` of one row. Where conditions have a say, the engine itself searches the candidates for values
 * that satisfy them, so that no condition needs to be understood here.
 */
export function insertStatement(shape: TableShape, plan: readonly PlannedColumn[]): string {
  const written = plan.filter((planned) => planned.written);
  const table = qualified(shape.name);
  if (written.length === 0) return `INSERT INTO ${table} DEFAULT VALUES`;
  const names = written.map(({ column }) => column.sql).join(', ');
  return `INSERT INTO ${table} (${names}) ${rowSource(shape, plan)}`;
}

function rowSource(shape: TableShape, plan: readonly PlannedColumn[]): string {
  const searches = dependentColumns(shape, plan);
  const choiceOf = new Map(searches.flatMap((group, index) => group.map((planned) => [planned, index + 1])));
  const output = plan
    .filter(({ written }) => written)
    .map((planned) => {
      const choice = choiceOf.get(planned);
      return choice === undefined
        ? (planned.candidates[0] ?? 'NULL')
        : `choice_${choice}.${planned.column.sql}`;
    });
  if (searches.length === 0) return `VALUES (${output.join(', ')})`;
  // Where nothing satisfies the conditions, the row is empty there and the engine refuses it.
  const choices = searches.map(
    (group, index) => `LEFT JOIN (${searchQuery(shape, group)}) AS choice_${index + 1} ON true`,
  );
  return `SELECT ${output.join(', ')} FROM (SELECT 1) AS one_row ${choices.join(' ')}`;
}
