import type { Statistics } from '../model/statistics.ts';

/** The text of `.holdpoint/stats.json`: every key in its place, so that two of them differ in numbers only. */
export function writeStatistics({
  dialect,
  version,
  takenAt,
  settings,
  replicas,
  tables,
}: Statistics): string {
  const written = {
    format: 1,
    dialect,
    version,
    takenAt,
    settings,
    replicas,
    tables: tables.map(({ name, partitionOf, rows, bytes, indexes, columns }) => ({
      name,
      partitionOf,
      rows,
      bytes,
      indexes: indexes.map((index) => ({ name: index.name, bytes: index.bytes })),
      columns: columns?.map((column) => ({
        name: column.name,
        distinct: column.distinct,
        nulls: column.nulls,
      })),
    })),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}
