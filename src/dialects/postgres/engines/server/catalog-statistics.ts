import { FIRST_USER_OID } from '../inside/relation-name.ts';

const BOUNDS = 'pg_temp.holdpoint_bounds';
const SLOTS = [1, 2, 3, 4, 5];

/**
 * What `pretendRows` says, for servers before version 18: rows of the statistics catalog itself. Only a superuser may.
 * Histograms cannot be written as text there; they are taken from a small table that is analyzed.
 * https://www.postgresql.org/docs/17/catalog-pg-statistic.html
 */
export function pretendRowsByCatalog(relations: readonly string[], rows: number): string {
  const wanted = `ARRAY[${relations.join(',')}]::oid[]`;
  return [
    `DROP TABLE IF EXISTS ${BOUNDS}`,
    `CREATE TEMPORARY TABLE holdpoint_bounds AS SELECT LEAST(bound, 32767)::smallint AS small, bound::integer AS usual, bound AS large
     FROM (SELECT GREATEST(1, share * ${rows / 100})::bigint AS bound FROM pg_catalog.generate_series(0, 100) share) bounds`,
    `ANALYZE ${BOUNDS}`,
    `UPDATE pg_catalog.pg_class c SET reltuples = ${rows}, relpages = GREATEST(1, pg_catalog.pg_relation_size(c.oid) / 8192)
     WHERE c.oid = ANY (${wanted}) AND c.oid >= ${FIRST_USER_OID} AND c.relkind IN ('r', 'm', 'p')`,
    `DELETE FROM pg_catalog.pg_statistic WHERE starelid = ANY (${wanted}) AND NOT stainherit`,
    columnStatistics(wanted, rows),
  ].join(';');
}

function columnStatistics(wanted: string, rows: number): string {
  const slots = (name: string, otherwise: string): string =>
    SLOTS.map((slot) => `COALESCE(s.${name}${slot}, ${otherwise})`).join(', ');
  const own = (name: string): string => SLOTS.map((slot) => `s.${name}${slot}`).join(', ');
  return `INSERT INTO pg_catalog.pg_statistic
    SELECT k.attrelid, k.attnum, false, CASE WHEN k.width IS NULL THEN 0.25 ELSE 0 END, 8,
      CASE WHEN k.width IS NULL THEN 2 WHEN k.width > 1 THEN pg_catalog.power(${rows}, 1.0 / k.width) ELSE -1 END,
      ${slots('stakind', '0')}, ${slots('staop', '0')}, ${slots('stacoll', '0')}, ${own('stanumbers')}, ${own('stavalues')}
    FROM (SELECT a.attrelid, a.attnum, a.atttypid,
        (SELECT pg_catalog.min(i.indnkeyatts) FROM pg_catalog.pg_index i
         WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL AND a.attnum = ANY (i.indkey)) AS width
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.oid = ANY (${wanted}) AND c.oid >= ${FIRST_USER_OID} AND c.relkind IN ('r', 'm', 'p')) k
    LEFT JOIN pg_catalog.pg_statistic s ON k.width = 1 AND s.starelid = '${BOUNDS}'::pg_catalog.regclass
      AND s.staattnum = CASE k.atttypid WHEN 21 THEN 1 WHEN 23 THEN 2 WHEN 20 THEN 3 END`;
}
