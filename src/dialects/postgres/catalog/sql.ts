import type { ReadScope } from './family.ts';

/** OIDs below this one belong to the system. https://www.postgresql.org/docs/current/system-catalog-initial-data.html */
export const FIRST_USER_OID = 16384;

/** Role that the engine uses for probing; it belongs to nobody's schema. */
const OWN_ROLE = 'holdpoint_probe';

/** Condition that leaves out system schemas; `n` is the alias of `pg_namespace`. */
export function isUserSchema(n: string): string {
  return `(${n}.nspname !~ '^pg_' AND ${n}.nspname <> 'information_schema')`;
}

/** Quoted name without the default schema, from an alias of `pg_namespace` and an expression for the bare name. */
export function qualified(n: string, bare: string): string {
  return `${prefix(n)} || quote_ident(${bare})`;
}

/** The schema with its dot, empty for the default one; `n` is the alias of `pg_namespace`. */
function prefix(n: string): string {
  return `CASE WHEN ${n}.nspname = 'public' THEN '' WHEN ${n}.nspname ~ '^pg_temp_' THEN 'pg_temp.' ELSE quote_ident(${n}.nspname) || '.' END`;
}

/** Name of a role as SQL needs it, from an expression for its OID. */
export function roleName(oid: string): string {
  return `quote_ident(pg_get_userbyid(${oid}))`;
}

/** Condition that leaves out our own role; the argument is an expression for the role's bare name. */
export function isNotOwnRole(name: string): string {
  return `${name} <> '${OWN_ROLE}'`;
}

/** The comment on an object as a scalar subquery. */
export function comment(classId: number, oid: string, subId = '0'): string {
  return `(SELECT description FROM pg_description WHERE classoid = ${classId} AND objoid = ${oid} AND objsubid = ${subId})`;
}

/** Condition that leaves out members of extensions, and the functions and casts that come with a range type. */
export function isNotMember(classId: number, oid: string): string {
  return `${oid} NOT IN (SELECT objid FROM member WHERE classid = ${classId})`;
}

/** Condition that keeps the relations asked for, whose OIDs are `$1`; true for all of them. */
export function within(relations: ReadScope['relations'], oid: string): string {
  return relations === null ? 'true' : `${oid} = ANY ($1::oid[])`;
}

/** A CASE over single letters, as system catalogs use them. */
export function letters(expression: string, words: Readonly<Record<string, string>>): string {
  const cases = Object.entries(words).map(([letter, word]) => `WHEN '${letter}' THEN '${word}'`);
  return `CASE ${expression} ${cases.join(' ')} END`;
}

/** What every family's query may use: members of extensions, and the relations with their names. */
export function sharedExpressions(relations: ReadScope['relations']): string {
  return `member AS MATERIALIZED (
  SELECT classid, objid FROM pg_depend WHERE refclassid = 3079 AND deptype = 'e'
  UNION ALL SELECT classid, objid FROM pg_depend WHERE refclassid IN (1247, 1255) AND classid IN (1255, 2605) AND deptype = 'i'
), relation AS ${relations === null ? '' : 'NOT '}MATERIALIZED (
  SELECT c.oid, c.relkind, ${qualified('n', 'c.relname')} AS name, ${prefix('n')} AS prefix
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid >= ${FIRST_USER_OID} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
    AND (${isUserSchema('n')} OR c.relnamespace = pg_my_temp_schema())
    AND ${isNotMember(1259, 'c.oid')}
)`;
}
