import type { Family, ReadScope } from './family.ts';
import { letters, qualified, within } from './sql.ts';

const TYPE_KIND = `CASE WHEN t.typcategory = 'A' AND e.oid IS NOT NULL THEN 'array' ELSE ${letters(
  't.typtype',
  {
    b: 'base',
    c: 'composite',
    d: 'domain',
    e: 'enum',
    p: 'pseudo',
    r: 'range',
    m: 'multirange',
  },
)} END`;

/** The enum, domain … itself, or an array's element type, named as in the catalog. */
const TYPE_NAME = `CASE WHEN coalesce(e.oid, t.oid) < 16384 THEN format_type(coalesce(e.oid, t.oid), NULL)
  ELSE ${qualified('tn', 'coalesce(e.typname, t.typname)')} END`;

const STORAGES = { p: 'plain', e: 'external', m: 'main', x: 'extended' };

function compression(version: number): string {
  return version < 14 ? 'NULL' : letters('a.attcompression', { p: 'pglz', l: 'lz4' });
}

/** Columns of tables and foreign tables. https://www.postgresql.org/docs/current/catalog-pg-attribute.html */
export const COLUMNS: Family = {
  name: 'columns',
  classId: 1259,
  kind: 'column',
  group: 'relation',
  parts: ['attribute'],
  select: ({ version, relations }: ReadScope) => `SELECT r.oid || '.' || a.attnum AS id, r.oid::text AS home,
  r.name || '.' || quote_ident(a.attname) AS name, r.name AS relation,
  row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS position,
  format_type(a.atttypid, a.atttypmod) AS type, ${TYPE_KIND} AS "typeKind", ${TYPE_NAME} AS "typeName",
  a.attnotnull AS "notNull",
  CASE WHEN a.attgenerated = '' THEN pg_get_expr(f.adbin, f.adrelid) END AS "default",
  ${letters('a.attidentity', { a: 'always', d: 'by-default' })} AS identity,
  ${letters('a.attgenerated', { s: 'stored', v: 'virtual' })} AS generated,
  CASE WHEN a.attgenerated <> '' THEN pg_get_expr(f.adbin, f.adrelid) END AS expression,
  CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0 THEN (
    SELECT CASE WHEN ln.nspname IN ('pg_catalog', 'public') THEN '' ELSE quote_ident(ln.nspname) || '.' END || quote_ident(l.collname)
    FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation) END AS collation,
  CASE WHEN a.attstorage <> t.typstorage THEN ${letters('a.attstorage', STORAGES)} END AS storage,
  ${letters('t.typstorage', STORAGES)} AS "typeStorage",
  ${compression(version)} AS compression, nullif(a.attstattarget, -1) AS statistics,
  a.attoptions AS options, a.attfdwoptions AS "serverOptions",
  a.attacl::text AS privileges, d.description AS comment,
  a.attinhcount > 0 AS inherited
FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
  LEFT JOIN pg_namespace tn ON tn.oid = coalesce(e.typnamespace, t.typnamespace)
  LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
  LEFT JOIN pg_description d ON d.classoid = 1259 AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE r.relkind IN ('r', 'p', 'f') AND ${within(relations, 'r.oid')}`,
};
