import type { Family } from './family.ts';
import { comment, isNotMember, isNotOwnRole, isUserSchema, roleName } from './sql.ts';

/** Schemas of people, `public` included. */
export const SCHEMAS: Family = {
  name: 'schemas',
  classId: 2615,
  kind: 'schema',
  group: 'schemas',
  parts: [],
  select: () => `SELECT n.oid::text AS id, quote_ident(n.nspname) AS name, ${roleName('n.nspowner')} AS owner,
  n.nspacl::text AS privileges, ${comment(2615, 'n.oid')} AS comment
FROM pg_namespace n WHERE ${isUserSchema('n')} AND ${isNotMember(2615, 'n.oid')}`,
};

/** Extensions; their members are left out everywhere. */
export const EXTENSIONS: Family = {
  name: 'extensions',
  classId: 3079,
  kind: 'extension',
  group: 'rest',
  parts: [],
  select: () => `SELECT e.oid::text AS id, quote_ident(e.extname) AS name, e.extversion AS version,
  (SELECT quote_ident(n.nspname) FROM pg_namespace n WHERE n.oid = e.extnamespace) AS schema, ${comment(3079, 'e.oid')} AS comment
FROM pg_extension e`,
};

const ATTRIBUTES = `concat_ws(' ', CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN NOT r.rolinherit THEN 'NOINHERIT' END,
  CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
  CASE WHEN r.rolcanlogin THEN 'LOGIN' END, CASE WHEN r.rolreplication THEN 'REPLICATION' END,
  CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END, 'CONNECTION LIMIT ' || nullif(r.rolconnlimit, -1),
  'VALID UNTIL ' || quote_literal(r.rolvaliduntil::text))`;

/** Roles with attributes and memberships; passwords are never read. */
export const ROLES: Family = {
  name: 'roles',
  classId: 1260,
  kind: 'role',
  group: 'rest',
  parts: [],
  select: () => `SELECT r.oid::text AS id, quote_ident(r.rolname) AS name, ${ATTRIBUTES} AS attributes,
  coalesce((SELECT json_agg(DISTINCT quote_ident(g.rolname)) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid), '[]') AS "memberOf",
  (SELECT description FROM pg_shdescription WHERE classoid = 1260 AND objoid = r.oid) AS comment
FROM pg_roles r WHERE r.rolname !~ '^pg_' AND ${isNotOwnRole('r.rolname')}`,
};

/** Settings of roles and databases. */
export const SETTINGS: Family = {
  name: 'settings',
  classId: 2964,
  kind: 'setting',
  group: 'rest',
  parts: [],
  select: () => `SELECT s.setdatabase || '.' || s.setrole AS id,
  concat_ws(' ', 'role ' || quote_ident(r.rolname), 'database ' || quote_ident(d.datname)) AS name,
  quote_ident(r.rolname) AS role, quote_ident(d.datname) AS database, to_json(s.setconfig) AS settings
FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
WHERE (r.rolname IS NULL OR ${isNotOwnRole('r.rolname')}) AND (s.setdatabase = 0 OR d.datname = current_database())`,
};

/** Privileges that new objects are given. */
export const DEFAULT_PRIVILEGES: Family = {
  name: 'default-privileges',
  classId: 826,
  kind: 'default-privileges',
  group: 'rest',
  parts: [],
  select: () => `SELECT a.oid::text AS id,
  concat_ws(' ', quote_ident(o.rolname), 'in ' || quote_ident(n.nspname), CASE a.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE 'large objects' END) AS name,
  quote_ident(o.rolname) AS role, quote_ident(n.nspname) AS schema, a.defaclobjtype AS letter, a.defaclacl::text AS privileges
FROM pg_default_acl a JOIN pg_roles o ON o.oid = a.defaclrole LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace`,
};
