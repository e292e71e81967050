import type { Row } from '../../../model/engine.ts';
import type { ColumnStatistics } from '../../../model/statistics.ts';

/** The estimates of one column, as the server keeps them. */
interface Estimated {
  readonly name: string;
  /** Below zero the share of the rows, so that it grows with them; null for unknown. */
  readonly distinct: number | null;
  readonly nulls: number;
}

/** The server's answers, by the id of the table that they are of. */
export function columnsByTable(rows: readonly Row[]): Map<string, Estimated[]> {
  const found = new Map<string, Estimated[]>();
  for (const { on, name, distinct, nulls } of rows) {
    const column = {
      name: name ?? '',
      distinct: typeof distinct === 'string' ? Number(distinct) : null,
      nulls: Number(nulls),
    };
    found.set(on ?? '', [...(found.get(on ?? '') ?? []), column]);
  }
  return found;
}

/** The same in numbers of values, for a table of so many rows; null for an unknown number. */
export function atRows({ name, distinct, nulls }: Estimated, rows: number | null): ColumnStatistics {
  if (distinct === null || distinct >= 0)
    return { name, distinct: distinct === null ? null : Math.round(distinct), nulls };
  return { name, distinct: rows === null ? null : Math.round(-distinct * rows), nulls };
}
