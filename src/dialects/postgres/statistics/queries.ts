import { FIRST_USER_OID, RELATION_NAME } from '../engines/inside/relation-name.ts';

/**
 * Tables, partitioned ones and materialized views. Rows are what the planner reckons with, or what the statistics of
 * activity count, whichever is more; null where neither was ever told.
 * https://www.postgresql.org/docs/current/row-estimation-examples.html
 */
export const TABLES = `
  SELECT c.oid::text AS id, ${RELATION_NAME} AS name,
    (SELECT i.inhparent::text FROM pg_catalog.pg_inherits i WHERE c.relispartition AND i.inhrelid = c.oid) AS parent,
    (c.relkind = 'p')::text AS partitioned,
    pg_catalog.pg_table_size(c.oid)::text AS bytes,
    CASE WHEN told.size = 0 THEN 0
      WHEN c.reltuples >= 0 AND c.relpages > 0 THEN GREATEST(told.live,
        pg_catalog.ceil(c.reltuples::double precision / c.relpages
          * (told.size / pg_catalog.current_setting('block_size')::integer))::bigint)
      WHEN told.live > 0 THEN told.live END::text AS rows
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL (SELECT pg_catalog.pg_relation_size(c.oid) AS size,
    pg_catalog.pg_stat_get_live_tuples(c.oid) AS live) told
  WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND c.oid >= ${FIRST_USER_OID}
    AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** Indexes with the table that they are on, and the index that they are a part of. */
export const INDEXES = `
  SELECT i.indexrelid::text AS id, i.indrelid::text AS "on", ${RELATION_NAME} AS name,
    (SELECT h.inhparent::text FROM pg_catalog.pg_inherits h WHERE h.inhrelid = i.indexrelid) AS parent,
    pg_catalog.pg_relation_size(c.oid)::text AS bytes
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE i.indrelid >= ${FIRST_USER_OID} AND c.relpersistence <> 't' AND n.nspname !~ '^pg_(toast|temp)'`;

/**
 * How many values columns hold and how many rows have none, never which: of the rows of the table itself, and of all its
 * parts where it is partitioned. The view shows what the role may read. A number of values that somebody set is no estimate.
 * https://www.postgresql.org/docs/current/view-pg-stats.html
 */
export const COLUMNS = `
  SELECT c.oid::text AS "on", pg_catalog.quote_ident(s.attname) AS name, s.null_frac::text AS nulls,
    CASE WHEN s.n_distinct <> 0 AND a.attoptions IS NULL THEN s.n_distinct END::text AS "distinct"
  FROM pg_catalog.pg_stats s
  JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
  WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND c.oid >= ${FIRST_USER_OID}
    AND s.inherited = (c.relkind = 'p')`;

/** What decides how long work takes and how much it writes; none of it names a person, a machine or a file. */
const SETTING_NAMES: readonly string[] = [
  'block_size',
  'checkpoint_timeout',
  'full_page_writes',
  'maintenance_work_mem',
  'max_parallel_maintenance_workers',
  'max_wal_size',
  'shared_buffers',
  'synchronous_commit',
  'wal_compression',
  'wal_level',
  'work_mem',
];

export const SETTINGS = `
  SELECT name, pg_catalog.current_setting(name) AS value FROM pg_catalog.pg_settings
  WHERE name IN (${SETTING_NAMES.map((name) => `'${name}'`).join(', ')})`;

export const VERSION = `
  SELECT pg_catalog.current_setting('server_version') AS version,
    (pg_catalog.current_setting('server_version_num')::integer / 10000)::text AS major`;

/**
 * Sessions that send the log to a standby; a copy being taken and a logical subscription are none. A standby knows only
 * those behind itself, so it tells nothing.
 * https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-REPLICATION-VIEW
 */
export const REPLICAS = `
  SELECT CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication r
     WHERE r.state IS DISTINCT FROM 'backup' AND NOT EXISTS (SELECT FROM pg_catalog.pg_replication_slots s
       WHERE s.slot_type = 'logical' AND s.active_pid = r.pid)) END::text AS replicas`;
