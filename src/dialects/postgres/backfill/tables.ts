import { lastColumns, rowColumns, type Walk } from './walk.ts';

/** Makes the progress table with its only row, and the table of skipped rows. Run again, it leaves both as they are. */
export function prepareTables(walk: Walk): string[] {
  const { key, source, progress, skipped, wish } = walk;
  const last = lastColumns(key);
  const rows = rowColumns(key);
  return [
    `CREATE TABLE IF NOT EXISTS ${progress} AS
SELECT ${key.map((column, index) => `walked.${column} AS ${last[index] ?? ''}`).join(', ')},
  0::bigint AS done, counted.total, 0::bigint AS changed, 0::bigint AS skipped, ${wish.batch.rows} AS batch_rows, ${wish.batch.pause} AS pause_ms,
  0 AS singly, 0 AS waits, false AS stop, false AS finished, clock_timestamp() AS resumed_at, 0::bigint AS done_before
FROM (SELECT count(*) AS total FROM ${source}) AS counted LEFT JOIN ${source} AS walked ON false`,
    `CREATE TABLE IF NOT EXISTS ${skipped} AS
SELECT ${key.map((column, index) => `${column} AS ${rows[index] ?? ''}`).join(', ')}, ''::text AS code, ''::text AS error, clock_timestamp() AS skipped_at
FROM ${source} WITH NO DATA`,
  ];
}

/** Goes on after the last processed key. */
export function startSql({ progress }: Walk): string {
  return `UPDATE ${progress} SET stop = false, waits = 0, resumed_at = clock_timestamp(), done_before = done`;
}

export function progressSql({ progress }: Walk): string {
  return `SELECT done, total, changed, skipped, finished FROM ${progress}`;
}

export function skippedSql({ skipped, key }: Walk): string {
  return `SELECT * FROM ${skipped} ORDER BY ${rowColumns(key).join(', ')}`;
}

export function cleanUpSql({ procedure, progress, skipped, wish }: Walk): string[] {
  const tables = `DROP TABLE IF EXISTS ${progress}, ${skipped}`;
  return hasProcedures(wish) ? [`DROP PROCEDURE IF EXISTS ${procedure}()`, tables] : [tables];
}

/** https://www.postgresql.org/docs/11/sql-createprocedure.html */
export function hasProcedures({ version }: Walk['wish']): boolean {
  return version >= 11;
}
