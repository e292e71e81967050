import type { Family, ReadScope } from './family.ts';
import { comment, letters, qualified, roleName, within } from './sql.ts';

const KIND = letters('r.relkind', {
  r: 'table',
  p: 'table',
  v: 'view',
  m: 'materialized-view',
  f: 'foreign-table',
});

const SHARED_FACTS = `r.oid::text AS id, r.name, NULL AS relation, r.oid::text AS home, ${KIND} AS kind,
  json_build_array(c.reltype::text, t.typarray::text) AS aliases, ${roleName('c.relowner')} AS owner,
  c.relacl::text AS privileges, d.description AS comment`;

const SHARED_SOURCE = `relation r JOIN pg_class c ON c.oid = r.oid
  LEFT JOIN pg_type t ON t.oid = c.reltype
  LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = c.oid AND d.objsubid = 0`;

const OPTIONS = `(SELECT json_agg(o ORDER BY o) FROM (
    SELECT unnest(c.reloptions) AS o
    UNION ALL SELECT 'toast.' || unnest(x.reloptions) FROM pg_class x WHERE x.oid = c.reltoastrelid AND x.reloptions IS NOT NULL
  ) o)`;

const PARENTS = `(SELECT json_agg(p.name ORDER BY i.inhseqno) FROM pg_inherits i JOIN relation p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid)`;

/** Ordinary, partitioned and foreign tables. https://www.postgresql.org/docs/current/catalog-pg-class.html */
export const TABLES: Family = {
  name: 'tables',
  classId: 1259,
  kind: null,
  group: 'relation',
  parts: ['class'],
  select: (scope: ReadScope) => `SELECT ${SHARED_FACTS},
  ${letters('c.relpersistence', { p: 'permanent', u: 'unlogged', t: 'temporary' })} AS persistence,
  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS "partitionKey",
  CASE WHEN c.relispartition THEN ${PARENTS} ->> 0 END AS "partitionOf",
  CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS "partitionBound",
  CASE WHEN c.relispartition THEN '[]' ELSE coalesce(${PARENTS}, '[]') END AS inherits,
  CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS "ofType",
  c.relrowsecurity AS "rowSecurity", c.relforcerowsecurity AS "forceRowSecurity",
  ${letters('c.relreplident', { d: 'default', n: 'nothing', f: 'full', i: 'index' })} AS "replicaIdentity",
  coalesce(${OPTIONS}, '[]') AS options, a.amname AS "accessMethod", s.spcname AS tablespace,
  (SELECT quote_ident(v.srvname) FROM pg_foreign_table ft JOIN pg_foreign_server v ON v.oid = ft.ftserver WHERE ft.ftrelid = c.oid) AS server,
  (SELECT to_json(ft.ftoptions) FROM pg_foreign_table ft WHERE ft.ftrelid = c.oid) AS "serverOptions"
FROM ${SHARED_SOURCE}
  LEFT JOIN pg_am a ON a.oid = c.relam LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
WHERE r.relkind IN ('r', 'p', 'f') AND ${within(scope.relations, 'r.oid')}`,
};

const COLUMN_EXTRAS = `(SELECT json_agg(e) FROM (
    SELECT quote_ident(a.attname) AS name, pg_get_expr(f.adbin, f.adrelid) AS "default",
      a.attacl::text AS privileges, ${comment(1259, 'c.oid', 'a.attnum')} AS comment, nullif(a.attstattarget, -1) AS statistics
    FROM pg_attribute a LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) e
  WHERE e."default" IS NOT NULL OR e.privileges IS NOT NULL OR e.comment IS NOT NULL OR e.statistics IS NOT NULL)`;

/** Views and materialized views with the definition that they were given. */
export const VIEWS: Family = {
  name: 'views',
  classId: 1259,
  kind: null,
  group: 'relation',
  parts: ['class', 'attribute', 'rewrite'],
  select: (scope: ReadScope) => `SELECT ${SHARED_FACTS},
  pg_get_viewdef(c.oid) AS definition,
  (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  (SELECT json_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS "columnTypes",
  coalesce(${COLUMN_EXTRAS}, '[]') AS "columnExtras",
  coalesce(${OPTIONS}, '[]') AS options, c.relispopulated AS populated,
  CASE WHEN c.relkind = 'm' THEN (SELECT amname FROM pg_am WHERE oid = c.relam) END AS "accessMethod",
  (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace) AS tablespace
FROM ${SHARED_SOURCE}
WHERE r.relkind IN ('v', 'm') AND ${within(scope.relations, 'r.oid')}`,
};

/** Sequences with their parameters and the column that owns them. */
export const SEQUENCES: Family = {
  name: 'sequences',
  classId: 1259,
  kind: 'sequence',
  group: 'relation',
  parts: ['class', 'sequence'],
  select: (scope: ReadScope) => `SELECT r.oid::text AS id, r.name, NULL AS relation, r.oid::text AS home,
  ${roleName('c.relowner')} AS owner, c.relacl::text AS privileges, ${comment(1259, 'r.oid')} AS comment,
  ${letters('c.relpersistence', { p: 'permanent', u: 'unlogged', t: 'temporary' })} AS persistence,
  format_type(q.seqtypid, NULL) AS type, q.seqstart::text AS start, q.seqincrement::text AS increment,
  q.seqmin::text AS min, q.seqmax::text AS max, q.seqcache::text AS cache, q.seqcycle AS cycle,
  CASE WHEN d.objid IS NOT NULL THEN ${qualified('n', 'o.relname')} || '.' || quote_ident(a.attname) END AS "ownedBy",
  coalesce(d.deptype = 'i', false) AS identity
FROM relation r JOIN pg_class c ON c.oid = r.oid JOIN pg_sequence q ON q.seqrelid = r.oid
  LEFT JOIN pg_depend d ON d.classid = 1259 AND d.objid = r.oid AND d.refclassid = 1259 AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_class o ON o.oid = d.refobjid LEFT JOIN pg_namespace n ON n.oid = o.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE r.relkind = 'S' AND ${within(scope.relations, 'r.oid')}`,
};
