import { FIRST_USER_OID } from '../relation-name.ts';

/**
 * SQL that makes the planner believe that the relations (OIDs) hold `rows` rows. Columns of unique keys get as many
 * different values as their key needs, integers the range 1 … rows; all others few values, so that a condition on
 * them never looks selective. https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-STATSMOD
 */
export function pretendRows(relations: readonly string[], rows: number): string {
  const wanted = `ARRAY[${relations.join(',')}]::oid[]`;
  return `${tableStatistics(wanted, rows)};${columnStatistics(wanted, rows)}`;
}

function tableStatistics(wanted: string, rows: number): string {
  return `SELECT pg_catalog.pg_restore_relation_stats('schemaname', n.nspname::text, 'relname', c.relname::text,
      'relpages', GREATEST(1, pg_catalog.pg_relation_size(c.oid) / 8192)::integer, 'reltuples', ${rows}::real)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = ANY (${wanted}) AND c.oid >= ${FIRST_USER_OID} AND c.relkind IN ('r', 'm', 'p')`;
}

function columnStatistics(wanted: string, rows: number): string {
  return `SELECT CASE
      WHEN width IS NULL THEN ${restore("'null_frac', 0.25::real, 'n_distinct', 2::real")}
      WHEN width > 1 THEN ${restore(`'null_frac', 0::real, 'n_distinct', pg_catalog.power(${rows}, 1.0 / width)::real`)}
      WHEN atttypid IN (20, 21, 23) THEN ${restore(
        `'null_frac', 0::real, 'n_distinct', (-1)::real, 'histogram_bounds', '{${evenBounds(rows)}}'::text`,
      )}
      ELSE ${restore("'null_frac', 0::real, 'n_distinct', (-1)::real")} END
    FROM (SELECT n.nspname, c.relname, a.attname, a.atttypid,
        (SELECT pg_catalog.min(i.indnkeyatts) FROM pg_catalog.pg_index i
         WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL AND a.attnum = ANY (i.indkey)) AS width
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.oid = ANY (${wanted}) AND c.oid >= ${FIRST_USER_OID} AND c.relkind IN ('r', 'm', 'p')) keys`;
}

function restore(statistics: string): string {
  return `pg_catalog.pg_restore_attribute_stats('schemaname', nspname::text, 'relname', relname::text, 'attname', attname::text,
    'inherited', false, 'avg_width', 8, ${statistics})`;
}

/**
 * Bounds of a hundred equal shares from 1 to `rows`. With only two bounds the planner would replace both by the
 * smallest and largest value that the table really holds.
 */
function evenBounds(rows: number): string {
  return Array.from({ length: 101 }, (_, share) => Math.max(1, (rows / 100) * share)).join(',');
}
