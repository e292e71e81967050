import type { Family } from './family.ts';
import { comment, FIRST_USER_OID, isNotMember, isUserSchema, letters, qualified, roleName } from './sql.ts';

const HEAD = `t.oid::text AS id, ${qualified('n', 't.typname')} AS name,
  ${roleName('t.typowner')} AS owner, t.typacl::text AS privileges, ${comment(1247, 't.oid')} AS comment`;

function source(condition: string, joins = ''): string {
  return `FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace ${joins}
WHERE t.oid >= ${FIRST_USER_OID} AND ${isUserSchema('n')} AND ${isNotMember(1247, 't.oid')} AND ${condition}`;
}

/** Enumerated types; `labelIds` tell a renamed label from a new one. */
export const ENUMS: Family = {
  name: 'enums',
  classId: 1247,
  kind: 'enum',
  group: 'types',
  parts: [],
  select: () => `SELECT ${HEAD}, json_build_array(t.typarray::text) AS aliases,
  coalesce((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '[]') AS labels,
  coalesce((SELECT json_agg(e.oid::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '[]') AS "labelIds"
${source(`t.typtype = 'e'`)}`,
};

const DOMAIN_CONSTRAINTS = `(SELECT json_agg(json_build_object('name', quote_ident(o.conname), 'definition', pg_get_constraintdef(o.oid), 'validated', o.convalidated, 'comment', ${comment(2606, 'o.oid')}) ORDER BY o.conname)
    FROM pg_constraint o WHERE o.contypid = t.oid AND o.contype = 'c')`;

/** Domains with their constraints. */
export const DOMAINS: Family = {
  name: 'domains',
  classId: 1247,
  kind: 'domain',
  group: 'types',
  parts: [],
  select: () => `SELECT ${HEAD}, json_build_array(t.typarray::text) AS aliases,
  format_type(t.typbasetype, t.typtypmod) AS "baseType",
  ${letters('b.typtype', { b: 'base', c: 'composite', d: 'domain', e: 'enum', r: 'range', m: 'multirange' })} AS "baseTypeKind",
  t.typnotnull AS "notNull", t.typdefault AS "default",
  CASE WHEN t.typcollation <> b.typcollation AND t.typcollation <> 0 THEN (
    SELECT CASE WHEN ln.nspname = 'pg_catalog' THEN '' ELSE quote_ident(ln.nspname) || '.' END || quote_ident(l.collname)
    FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = t.typcollation) END AS collation,
  coalesce(${DOMAIN_CONSTRAINTS}, '[]') AS constraints
${source(`t.typtype = 'd'`, 'JOIN pg_type b ON b.oid = t.typbasetype')}`,
};

/** Composite types that stand alone; a table's row type belongs to the table. */
export const COMPOSITE_TYPES: Family = {
  name: 'composite-types',
  classId: 1247,
  kind: 'composite-type',
  group: 'types',
  parts: [],
  select:
    () => `SELECT ${HEAD}, json_build_array(t.typarray::text) AS aliases, t.typrelid::text AS "rowRelation",
  coalesce((SELECT json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod),
      'collation', CASE WHEN a.attcollation <> at.typcollation THEN (
        SELECT quote_ident(ln.nspname) || '.' || quote_ident(l.collname) FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation) END,
      'comment', ${comment(1259, 'a.attrelid', 'a.attnum')}) ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS attributes,
  coalesce((SELECT json_agg(a.attnum ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS "attributeIds"
${source(`t.typtype = 'c' AND c.relkind = 'c'`, 'JOIN pg_class c ON c.oid = t.typrelid')}`,
};

const RANGE_CLAUSES = [
  `'SUBTYPE = ' || format_type(g.rngsubtype, NULL)`,
  `'COLLATION = ' || nullif(g.rngcollation, 0)::regcollation`,
  `'CANONICAL = ' || nullif(g.rngcanonical, 0)::regproc`,
  `'SUBTYPE_DIFF = ' || nullif(g.rngsubdiff, 0)::regproc`,
];

/** Range types with the statement that creates them. */
export const RANGE_TYPES: Family = {
  name: 'range-types',
  classId: 1247,
  kind: 'range-type',
  group: 'types',
  parts: [],
  select: ({ version }) => {
    const multirange =
      version < 14 ? [] : [`'MULTIRANGE_TYPE_NAME = ' || format_type(g.rngmultitypid, NULL)`];
    return `SELECT ${HEAD}, json_build_array(t.typarray::text${version < 14 ? '' : ', g.rngmultitypid::text'}) AS aliases,
  'CREATE TYPE ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname) || ' AS RANGE (' || concat_ws(', ', ${[...RANGE_CLAUSES, ...multirange].join(', ')}) || ')' AS definition
${source(`t.typtype = 'r'`, 'JOIN pg_range g ON g.rngtypid = t.oid')}`;
  },
};

/** Base types are named only: they need code in C, which no migration can bring. */
export const BASE_TYPES: Family = {
  name: 'base-types',
  classId: 1247,
  kind: 'base-type',
  group: 'types',
  parts: [],
  select:
    () => `SELECT ${HEAD}, json_build_array(t.typarray::text) AS aliases, t.typinput::regproc::text AS input,
  t.typoutput::regproc::text AS output, t.typlen AS length, t.typisdefined AS defined
${source(`t.typtype IN ('b', 'p') AND t.typcategory <> 'A'`)}`,
};
