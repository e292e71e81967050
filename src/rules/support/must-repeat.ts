import type { ColumnStatistics } from '../../model/statistics.ts';

/** More rows than there are values for. */
export interface Repeated {
  /** Different values, column by column. */
  readonly values: readonly number[];
  /** Rows that are not alike only where a value is missing. */
  readonly rows: number;
}

/** What `ANALYZE` reads of a table unless told otherwise: a smaller one is counted, of a larger one is guessed. */
const SAMPLE = 30_000;
/** How many rows to a value are clearly too many. */
const CLEARLY = 2;

/**
 * The rows and values, where rows must be alike since there are clearly fewer values than rows; null where they need not.
 * A number that is guessed can be too small by as many rows as stand behind each row of the sample. Of one column that
 * does not matter: what never repeats in a sample is taken for unique, so that a smaller number was seen to repeat.
 */
export function mustRepeat(
  columns: readonly ColumnStatistics[],
  rows: number,
  nullsAreAlike: boolean,
): Repeated | null {
  const empty = columns.reduce((sum, { nulls }) => sum + nulls, 0);
  const filled = nullsAreAlike ? rows : Math.floor(rows * Math.max(0, 1 - empty));
  const values = columns.map(({ distinct, nulls }) =>
    distinct === null || distinct === 0 ? Infinity : distinct + (nullsAreAlike && nulls > 0 ? 1 : 0),
  );
  const underrated = columns.length === 1 ? 1 : Math.max(1, rows / SAMPLE);
  const most = values.reduce((product, each) => product * each, underrated);
  return filled > 1 && most * CLEARLY <= filled ? { values, rows: filled } : null;
}
