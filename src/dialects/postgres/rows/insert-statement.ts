import { identifiersIn } from './hints.ts';
import { constrainedColumns, type PlannedColumn } from './row-plan.ts';
import { cast } from './sample-values.ts';
import type { TableShape } from './table-shape.ts';

/** Most combinations of values that the engine is asked to search. */
const MOST_COMBINATIONS = 20_000;

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
  const groups = groupsOf(shape, plan);
  const searched = new Set(groups.flat());
  const fixed = plan.filter((planned) => !searched.has(planned));
  const output = plan.filter((planned) => planned.written);
  if (groups.length === 0) return `VALUES (${output.map(finalValue).join(', ')})`;
  const constants = fixed.map(({ column, candidates }) => `${candidates[0] ?? 'NULL'} AS ${column.sql}`);
  const base = `(SELECT ${constants.join(', ')}) AS fixed_values`;
  const searches = groups.map((group, index) => search(shape, group, `choice_${index + 1}`));
  const columns = output.map(({ column }) =>
    column.type.domain === null ? column.sql : cast(column.sql, column.type.domain),
  );
  return `SELECT ${columns.join(', ')} FROM ${[base, ...searches].join(' ')}`;
}

function finalValue({ column, candidates }: PlannedColumn): string {
  const value = candidates[0] ?? 'NULL';
  return column.type.domain === null ? value : cast(value, column.type.domain);
}

/** Columns that depend on each other by conditions, together; columns without a condition are in no group. */
function groupsOf(shape: TableShape, plan: readonly PlannedColumn[]): PlannedColumn[][] {
  const constrained = constrainedColumns(shape);
  const open = new Set(
    plan.filter(({ column }) => constrained.has(column.sql) || column.type.conditions.length > 0),
  );
  const groups: PlannedColumn[][] = [];
  for (const planned of open) {
    const group: PlannedColumn[] = [];
    collect(planned, constrained, open, group);
    groups.push(group);
  }
  return groups;
}

function collect(
  planned: PlannedColumn,
  constrained: ReadonlyMap<string, readonly string[]>,
  open: Set<PlannedColumn>,
  group: PlannedColumn[],
): void {
  if (!open.delete(planned)) return;
  group.push(planned);
  const conditions = constrained.get(planned.column.sql) ?? [];
  for (const other of [...open]) {
    const shared =
      constrained.get(other.column.sql)?.some((condition) => conditions.includes(condition)) ?? false;
    if (shared) collect(other, constrained, open, group);
  }
}

/** The first combination of candidates that no condition refuses; without one, the engine refuses the row itself. */
function search(shape: TableShape, group: readonly PlannedColumn[], alias: string): string {
  const most = Math.max(2, Math.floor(MOST_COMBINATIONS ** (1 / group.length)));
  const sources = group.map((planned, index) => candidateSource(planned, most, `${alias}_${index + 1}`));
  const names = new Set(group.map(({ column }) => column.sql));
  const conditions = shape.conditions.filter((condition) =>
    [...identifiersIn(condition)].some((identifier) => names.has(identifier)),
  );
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(isNotRefused).join(' AND ')}`;
  return `LEFT JOIN LATERAL (SELECT * FROM ${sources.join(' CROSS JOIN ')}${where} LIMIT 1) AS ${alias} ON true`;
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
