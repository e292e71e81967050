import type { Family } from './family.ts';
import { comment, FIRST_USER_OID, isNotMember, isUserSchema, qualified, roleName } from './sql.ts';

/** Text search configurations: the statements that create them, joined by `;` and a line break. */
export const TEXT_SEARCH_CONFIGURATIONS: Family = {
  name: 'text-search-configurations',
  classId: 3602,
  kind: 'text-search',
  group: 'rare',
  parts: [],
  select: () => `SELECT c.oid::text AS id, 'configuration ' || ${qualified('n', 'c.cfgname')} AS name,
  'CONFIGURATION ' || quote_ident(n.nspname) || '.' || quote_ident(c.cfgname) AS identity,
  concat_ws(E';\\n', 'CREATE TEXT SEARCH CONFIGURATION ' || quote_ident(n.nspname) || '.' || quote_ident(c.cfgname)
    || ' (PARSER = ' || (SELECT quote_ident(pn.nspname) || '.' || quote_ident(p.prsname) FROM pg_ts_parser p JOIN pg_namespace pn ON pn.oid = p.prsnamespace WHERE p.oid = c.cfgparser) || ')',
    (SELECT string_agg('ALTER TEXT SEARCH CONFIGURATION ' || quote_ident(n.nspname) || '.' || quote_ident(c.cfgname)
      || ' ADD MAPPING FOR ' || m.alias || ' WITH ' || m.dictionaries, E';\\n' ORDER BY m.alias)
      FROM (SELECT k.alias, string_agg(d.mapdict::regdictionary::text, ', ' ORDER BY d.mapseqno) AS dictionaries
        FROM pg_ts_config_map d JOIN ts_token_type(c.cfgparser) k ON k.tokid = d.maptokentype WHERE d.mapcfg = c.oid GROUP BY k.alias) m)) AS definition,
  ${roleName('c.cfgowner')} AS owner, ${comment(3602, 'c.oid')} AS comment
FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
WHERE c.oid >= ${FIRST_USER_OID} AND ${isUserSchema('n')} AND ${isNotMember(3602, 'c.oid')}`,
};

/** Text search dictionaries. */
export const TEXT_SEARCH_DICTIONARIES: Family = {
  name: 'text-search-dictionaries',
  classId: 3600,
  kind: 'text-search',
  group: 'rare',
  parts: [],
  select: () => `SELECT d.oid::text AS id, 'dictionary ' || ${qualified('n', 'd.dictname')} AS name,
  'DICTIONARY ' || quote_ident(n.nspname) || '.' || quote_ident(d.dictname) AS identity,
  'CREATE TEXT SEARCH DICTIONARY ' || quote_ident(n.nspname) || '.' || quote_ident(d.dictname)
    || ' (' || concat_ws(', ', 'TEMPLATE = ' || (SELECT quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname) FROM pg_ts_template t JOIN pg_namespace tn ON tn.oid = t.tmplnamespace WHERE t.oid = d.dicttemplate), d.dictinitoption) || ')' AS definition,
  ${roleName('d.dictowner')} AS owner, ${comment(3600, 'd.oid')} AS comment
FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
WHERE d.oid >= ${FIRST_USER_OID} AND ${isUserSchema('n')} AND ${isNotMember(3600, 'd.oid')}`,
};

function options(list: string): string {
  return `coalesce(' OPTIONS (' || (SELECT string_agg(quote_ident(split_part(o, '=', 1)) || ' ' || quote_literal(substr(o, strpos(o, '=') + 1)), ', ') FROM unnest(${list}) o) || ')', '')`;
}

/** Foreign servers. */
export const FOREIGN_SERVERS: Family = {
  name: 'foreign-servers',
  classId: 1417,
  kind: 'foreign-server',
  group: 'rare',
  parts: [],
  select:
    () => `SELECT s.oid::text AS id, quote_ident(s.srvname) AS name, 'SERVER ' || quote_ident(s.srvname) AS identity,
  'CREATE SERVER ' || quote_ident(s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '') || coalesce(' VERSION ' || quote_literal(s.srvversion), '')
    || ' FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) || ${options('s.srvoptions')} AS definition,
  ${roleName('s.srvowner')} AS owner, s.srvacl::text AS privileges, ${comment(1417, 's.oid')} AS comment
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE ${isNotMember(1417, 's.oid')}`,
};

/** Foreign-data wrappers. */
export const FOREIGN_DATA_WRAPPERS: Family = {
  name: 'foreign-data-wrappers',
  classId: 2328,
  kind: 'foreign-server',
  group: 'rare',
  parts: [],
  select:
    () => `SELECT w.oid::text AS id, 'wrapper ' || quote_ident(w.fdwname) AS name, 'FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) AS identity,
  'CREATE FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname) || coalesce(' HANDLER ' || nullif(w.fdwhandler, 0)::regproc, '')
    || coalesce(' VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc, '') || ${options('w.fdwoptions')} AS definition,
  ${roleName('w.fdwowner')} AS owner, w.fdwacl::text AS privileges, ${comment(2328, 'w.oid')} AS comment
FROM pg_foreign_data_wrapper w WHERE ${isNotMember(2328, 'w.oid')}`,
};
