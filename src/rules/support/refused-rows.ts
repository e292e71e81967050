import { code } from '../../lib/code.ts';
import { countOf, groupDigits } from '../../lib/count-of.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import type {
  ColumnStatistics,
  KnownStatistics,
  Statistics,
  TableStatistics,
} from '../../model/statistics.ts';
import { demandsOf, type Demand } from './demand.ts';
import { ownName } from './difference.ts';
import { mayBeMended, parentsOf } from './mended.ts';
import { mustRepeat, type Repeated } from './must-repeat.ts';
import type { Place } from './place.ts';
import { shippedObject } from './shipped.ts';

/** Rows of the reader that a statement must fail on, by the statistics. */
export interface RefusedRows {
  /** What refuses them, as in {@link Demand}. */
  readonly object: string;
  /** `people.age` had about 90 different values in 20,000 rows. */
  readonly words: string;
}

/** Rows that the statement cannot pass, as far as fresh statistics prove it; none where the change may mend them before. */
export function refusedRows(
  rehearsal: Rehearsal,
  place: Place,
  known: KnownStatistics | null,
): RefusedRows[] {
  if (known?.fresh !== true) return [];
  const refused = demandsOf(place.statement).flatMap((demand) => {
    const words = wordsOf(demand, rehearsal, known.statistics);
    return words === null || mayBeMended(rehearsal, place, demand.table) ? [] : [{ demand, words }];
  });
  const isToldAbove = ({ table, columns }: Demand): boolean =>
    refused.some(
      ({ demand }) =>
        parentsOf(table).includes(demand.table.name) &&
        demand.columns.every((column, index) => ownName(column) === ownName(columns[index] ?? column)),
    );
  return refused
    .filter(({ demand }) => !isToldAbove(demand))
    .map(({ demand: { object }, words }) => ({ object, words }));
}

/** Null when the rows may pass. What one partition holds, the whole table holds. */
function wordsOf(demand: Demand, { shipped }: Rehearsal, statistics: Statistics): string | null {
  const name = shippedObject(shipped, demand.table)?.name;
  const columns = demand.columns.flatMap((column) => shippedObject(shipped, column) ?? []).map(ownName);
  if (name === undefined || columns.length < demand.columns.length) return null;
  for (const { name: part, rows, columns: held = [] } of withParts(name, statistics)) {
    const known = columns.flatMap((column) => held.find((each) => each.name === column) ?? []);
    if (rows === null || known.length < columns.length) continue;
    const words =
      demand.kind === 'unique'
        ? repeatedWords(part, known, mustRepeat(known, rows, demand.nullsAreAlike))
        : emptyWords(part, known, rows);
    if (words !== null) return words;
  }
  return null;
}

function withParts(name: string, { tables }: Statistics): TableStatistics[] {
  const found = tables.filter((table) => table.name === name);
  for (const whole of found) found.push(...tables.filter(({ partitionOf }) => partitionOf === whole.name));
  return found;
}

function repeatedWords(
  table: string,
  columns: readonly ColumnStatistics[],
  repeated: Repeated | null,
): string | null {
  if (repeated === null) return null;
  const [only, second] = columns.map(({ name }) => name);
  const key =
    second === undefined
      ? `${table}.${only ?? ''}`
      : `${table} (${columns.map(({ name }) => name).join(', ')})`;
  const values = repeated.values.map(groupDigits).join(' × ');
  const differ = values === '1' ? 'value' : 'different values';
  return `${code(key)} had about ${values} ${differ} in ${countOf(repeated.rows, 'row')}`;
}

function emptyWords(table: string, [column]: readonly ColumnStatistics[], rows: number): string | null {
  if (column === undefined || column.nulls === 0 || rows === 0) return null;
  const empty = groupDigits(Math.max(1, Math.round(column.nulls * rows)));
  return `${code(`${table}.${column.name}`)} was NULL in about ${empty} of ${countOf(rows, 'row')}`;
}
