import type { Family } from './family.ts';
import { comment, FIRST_USER_OID, isNotMember, isUserSchema, qualified, roleName } from './sql.ts';

function schemaQualified(n: string, bare: string): string {
  return `quote_ident(${n}.nspname) || '.' || quote_ident(${bare})`;
}

const OPERAND = `coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE') || ', ' || coalesce(format_type(nullif(o.oprright, 0), NULL), 'NONE')`;

const OPERATOR_CLAUSES = [
  `'FUNCTION = ' || o.oprcode::oid::regproc`,
  `'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL)`,
  `'RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL)`,
  `'COMMUTATOR = ' || (SELECT 'OPERATOR(' || quote_ident(n2.nspname) || '.' || o2.oprname || ')' FROM pg_operator o2 JOIN pg_namespace n2 ON n2.oid = o2.oprnamespace WHERE o2.oid = o.oprcom)`,
  `'NEGATOR = ' || (SELECT 'OPERATOR(' || quote_ident(n2.nspname) || '.' || o2.oprname || ')' FROM pg_operator o2 JOIN pg_namespace n2 ON n2.oid = o2.oprnamespace WHERE o2.oid = o.oprnegate)`,
  `'RESTRICT = ' || nullif(o.oprrest::oid, 0)::regproc`,
  `'JOIN = ' || nullif(o.oprjoin::oid, 0)::regproc`,
  `CASE WHEN o.oprcanhash THEN 'HASHES' END`,
  `CASE WHEN o.oprcanmerge THEN 'MERGES' END`,
];

/** Operators with the statement that creates them. */
export const OPERATORS: Family = {
  name: 'operators',
  classId: 2617,
  kind: 'operator',
  group: 'rare',
  parts: [],
  select: () => `SELECT o.oid::text AS id,
  CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END || o.oprname || ' (' || ${OPERAND} || ')' AS name,
  quote_ident(n.nspname) || '.' || o.oprname || ' (' || ${OPERAND} || ')' AS identity,
  'CREATE OPERATOR ' || quote_ident(n.nspname) || '.' || o.oprname || ' (' || concat_ws(', ', ${OPERATOR_CLAUSES.join(', ')}) || ')' AS definition,
  ${roleName('o.oprowner')} AS owner, ${comment(2617, 'o.oid')} AS comment
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oid >= ${FIRST_USER_OID} AND o.oprcode <> 0 AND ${isUserSchema('n')} AND ${isNotMember(2617, 'o.oid')}`,
};

/** Casts with the statement that creates them. */
export const CASTS: Family = {
  name: 'casts',
  classId: 2605,
  kind: 'cast',
  group: 'rare',
  parts: [],
  select:
    () => `SELECT c.oid::text AS id, format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) AS name,
  '(' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ')' AS identity,
  'CREATE CAST (' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ') '
    || CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END
    || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END AS definition,
  ${comment(2605, 'c.oid')} AS comment
FROM pg_cast c WHERE c.oid >= ${FIRST_USER_OID} AND ${isNotMember(2605, 'c.oid')}`,
};

function locale(version: number): string {
  const icu = version >= 17 ? 'l.colllocale' : version >= 15 ? 'l.colliculocale' : 'l.collcollate';
  return `CASE l.collprovider WHEN 'i' THEN ', locale = ' || quote_literal(${icu})
    WHEN 'b' THEN ', locale = ' || quote_literal(${icu})
    ELSE ', lc_collate = ' || quote_literal(l.collcollate) || ', lc_ctype = ' || quote_literal(l.collctype) END`;
}

/** Collations with the statement that creates them. */
export const COLLATIONS: Family = {
  name: 'collations',
  classId: 3456,
  kind: 'collation',
  group: 'rare',
  parts: [],
  select: ({ version }) => `SELECT l.oid::text AS id, ${qualified('n', 'l.collname')} AS name,
  'CREATE COLLATION ' || ${schemaQualified('n', 'l.collname')} || ' (provider = '
    || CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END || ${locale(version)}
    || CASE WHEN NOT l.collisdeterministic THEN ', deterministic = false' ELSE '' END || ')' AS definition,
  ${roleName('l.collowner')} AS owner, ${comment(3456, 'l.oid')} AS comment
FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
WHERE l.oid >= ${FIRST_USER_OID} AND ${isUserSchema('n')} AND ${isNotMember(3456, 'l.oid')}`,
};

/** Operator classes and families are named only, so that nobody takes a change of them for none. */
export const OPERATOR_CLASSES: Family = {
  name: 'operator-classes',
  classId: 2616,
  kind: 'operator',
  group: 'rare',
  parts: [],
  select:
    () => `SELECT c.oid::text AS id, 'class ' || ${qualified('n', 'c.opcname')} || ' USING ' || m.amname AS name,
  'CLASS ' || ${schemaQualified('n', 'c.opcname')} || ' USING ' || m.amname AS identity,
  format_type(c.opcintype, NULL) AS type, c.opcdefault AS "isDefault",
  (SELECT json_agg(o.amopopr::regoperator::text || ' ' || o.amopstrategy ORDER BY o.amopstrategy, o.amopopr::regoperator::text) FROM pg_amop o WHERE o.amopfamily = c.opcfamily) AS operators,
  (SELECT json_agg(f.amproc::regprocedure::text || ' ' || f.amprocnum ORDER BY f.amprocnum, f.amproc::regprocedure::text) FROM pg_amproc f WHERE f.amprocfamily = c.opcfamily) AS functions,
  ${roleName('c.opcowner')} AS owner
FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am m ON m.oid = c.opcmethod
WHERE c.oid >= ${FIRST_USER_OID} AND ${isUserSchema('n')} AND ${isNotMember(2616, 'c.oid')}`,
};
