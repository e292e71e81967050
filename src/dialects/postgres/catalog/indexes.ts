import type { Family, ReadScope } from './family.ts';
import { FIRST_USER_OID, qualified, within } from './sql.ts';

/** Indexes, those of constraints included. https://www.postgresql.org/docs/current/catalog-pg-index.html */
export const INDEXES: Family = {
  name: 'indexes',
  classId: 1259,
  kind: 'index',
  group: 'relation',
  // A constraint can take an index over and leave the index's own rows as they are.
  parts: ['index', 'constraint'],
  select: ({
    relations,
  }: ReadScope) => `SELECT c.oid::text AS id, r.oid::text AS home, r.prefix || quote_ident(c.relname) AS name, r.name AS relation,
  pg_get_indexdef(c.oid) AS definition, i.indisunique AS unique, i.indisprimary AS primary,
  i.indisvalid AS valid, i.indisready AS ready, i.indisclustered AS clustered, i.indisreplident AS "replicaIdentity",
  (i.indkey::int2[])[0:i.indnkeyatts - 1] AS columns,
  pg_get_expr(i.indpred, i.indrelid) AS predicate, m.amname AS method,
  r.name || '.' || quote_ident(o.conname) AS "constraint",
  CASE WHEN c.relispartition THEN (SELECT ${qualified('pn', 'p.relname')} FROM pg_inherits h
    JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = c.oid) END AS "partitionOf",
  (SELECT json_agg(json_build_array(a.attnum, a.attstattarget) ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attstattarget >= 0) AS statistics,
  c.reloptions AS options,
  s.spcname AS tablespace, d.description AS comment
FROM pg_index i JOIN relation r ON r.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_am m ON m.oid = c.relam
  LEFT JOIN pg_constraint o ON o.conindid = c.oid AND o.conrelid = i.indrelid AND o.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
  LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = c.oid AND d.objsubid = 0
WHERE i.indrelid >= ${FIRST_USER_OID} AND ${within(relations, 'i.indrelid')}`,
};
