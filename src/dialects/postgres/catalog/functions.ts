import type { Family } from './family.ts';
import { comment, FIRST_USER_OID, isNotMember, isUserSchema, letters, qualified, roleName } from './sql.ts';

const NAME = `${qualified('n', 'p.proname')} || '(' || replace(oidvectortypes(p.proargtypes), 'public.', '') || ')'`;
const SIGNATURE = `quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')'`;

const SOURCE = `FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
WHERE p.oid >= ${FIRST_USER_OID} AND ${isUserSchema('n')} AND ${isNotMember(1255, 'p.oid')}`;

/** Functions, procedures and window functions. https://www.postgresql.org/docs/current/catalog-pg-proc.html */
export const FUNCTIONS: Family = {
  name: 'functions',
  classId: 1255,
  kind: 'function',
  group: 'functions',
  parts: [],
  select: () => `SELECT p.oid::text AS id, ${NAME} AS name, ${SIGNATURE} AS signature,
  pg_get_functiondef(p.oid) AS definition, l.lanname AS language,
  ${letters('p.prokind', { f: 'function', p: 'procedure', w: 'window' })} AS "functionKind",
  ${letters('p.provolatile', { i: 'immutable', s: 'stable', v: 'volatile' })} AS volatility,
  p.prosecdef AS "securityDefiner", p.proisstrict AS strict,
  pg_get_function_result(p.oid) AS returns, pg_get_function_arguments(p.oid) AS arguments,
  ${roleName('p.proowner')} AS owner, p.proacl::text AS privileges, ${comment(1255, 'p.oid')} AS comment
${SOURCE} AND p.prokind <> 'a'`,
};

/** Clauses of CREATE AGGREGATE, null when they do not apply. */
const CLAUSES = [
  `'SFUNC = ' || a.aggtransfn::regproc`,
  `'STYPE = ' || format_type(a.aggtranstype, NULL)`,
  `'SSPACE = ' || nullif(a.aggtransspace, 0)`,
  `'FINALFUNC = ' || nullif(a.aggfinalfn, 0)::regproc`,
  `CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END`,
  `'COMBINEFUNC = ' || nullif(a.aggcombinefn, 0)::regproc`,
  `'SERIALFUNC = ' || nullif(a.aggserialfn, 0)::regproc`,
  `'DESERIALFUNC = ' || nullif(a.aggdeserialfn, 0)::regproc`,
  `'INITCOND = ' || quote_literal(a.agginitval)`,
  `'MSFUNC = ' || nullif(a.aggmtransfn, 0)::regproc`,
  `'MINVFUNC = ' || nullif(a.aggminvtransfn, 0)::regproc`,
  `'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL)`,
  `'MSSPACE = ' || nullif(a.aggmtransspace, 0)`,
  `'MFINALFUNC = ' || nullif(a.aggmfinalfn, 0)::regproc`,
  `CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END`,
  `'MINITCOND = ' || quote_literal(a.aggminitval)`,
  `'SORTOP = OPERATOR(' || (SELECT quote_ident(sn.nspname) || '.' || so.oprname FROM pg_operator so JOIN pg_namespace sn ON sn.oid = so.oprnamespace WHERE so.oid = a.aggsortop) || ')'`,
  `CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END`,
  `CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END`,
];

/** Aggregates, with the statement that creates them. https://www.postgresql.org/docs/current/catalog-pg-aggregate.html */
export const AGGREGATES: Family = {
  name: 'aggregates',
  classId: 1255,
  kind: 'aggregate',
  group: 'functions',
  parts: [],
  select: () => `SELECT p.oid::text AS id, ${NAME} AS name, ${SIGNATURE} AS signature,
  quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*') || ')' AS identity,
  'CREATE AGGREGATE ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*') || ') ('
    || concat_ws(', ', ${CLAUSES.join(', ')}) || ')' AS definition,
  ${roleName('p.proowner')} AS owner, p.proacl::text AS privileges, ${comment(1255, 'p.oid')} AS comment
${SOURCE.replace('WHERE', 'JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE')}`,
};
