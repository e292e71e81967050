import type { Row } from '../../../../model/engine.ts';
import type { Admin } from './admin.ts';

/** Roles of the server at one moment. They are outside of every database, and a copy of one does not hold them. */
export interface RolesThen {
  readonly roles: readonly Row[];
  readonly memberships: readonly Row[];
  /** Settings of roles in all databases. */
  readonly settings: readonly Row[];
}

const ROLES = `
  SELECT oid, rolname AS name, pg_catalog.quote_ident(rolname) AS quoted, pg_catalog.concat_ws(' ',
    CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
    CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolcanlogin THEN 'LOGIN' END,
    CASE WHEN NOT rolinherit THEN 'NOINHERIT' END, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
    CASE WHEN rolreplication THEN 'REPLICATION' END) AS attributes
  FROM pg_catalog.pg_roles WHERE oid >= 16384 ORDER BY oid`;

const MEMBERSHIPS = `
  SELECT DISTINCT member, pg_catalog.format('GRANT %I TO %I', g.rolname, m.rolname) AS grant
  FROM pg_catalog.pg_auth_members a
  JOIN pg_catalog.pg_roles g ON g.oid = a.roleid
  JOIN pg_catalog.pg_roles m ON m.oid = a.member
  ORDER BY 2`;

const SETTINGS = `
  SELECT setrole AS role, setconfig::text AS config
  FROM pg_catalog.pg_db_role_setting WHERE setdatabase = 0 ORDER BY 1`;

/** Reads the roles as they are now. */
export async function readRoles(admin: Admin): Promise<RolesThen> {
  return {
    roles: await admin.tell(ROLES),
    memberships: await admin.tell(MEMBERSHIPS),
    settings: await admin.tell(SETTINGS),
  };
}

/**
 * Brings the roles of a moment back: drops newer ones, or puts them aside under another name while a marked database
 * needs them; makes those anew that are gone.
 */
export async function bringRolesBack(admin: Admin, then: RolesThen, superuser: boolean): Promise<void> {
  const now = await readRoles(admin);
  const known = new Set(then.roles.map(({ oid }) => oid));
  for (const role of now.roles) if (!known.has(role['oid'] ?? '')) await dropOrPutAside(admin, role);
  const names = new Map(now.roles.map(({ oid, quoted }) => [oid, quoted]));
  for (const role of then.roles) {
    const { oid, quoted } = role;
    const present = names.get(oid);
    if (present === undefined) await makeAgain(admin, then, role);
    else if (present !== quoted) await admin.try(`ALTER ROLE ${present ?? ''} RENAME TO ${quoted ?? ''}`);
  }
  if (superuser && JSON.stringify(now.settings) !== JSON.stringify(then.settings))
    await admin.try(settingsAgain(then.settings));
}

async function dropOrPutAside(admin: Admin, { oid, quoted }: Row): Promise<void> {
  const { error } = await admin.try(`DROP ROLE ${quoted ?? ''}`);
  if (error !== null) await admin.try(`ALTER ROLE ${quoted ?? ''} RENAME TO holdpoint_aside_${oid ?? ''}`);
}

async function makeAgain(admin: Admin, then: RolesThen, { oid, quoted, attributes }: Row): Promise<void> {
  await admin.try(`CREATE ROLE ${quoted ?? ''} ${attributes ?? ''}`);
  for (const { member, grant } of then.memberships) if (member === oid) await admin.try(grant ?? '');
}

function settingsAgain(settings: readonly Row[]): string {
  const rows = settings.map(
    ({ role, config }) => `(0, ${role ?? ''}, '${(config ?? '').replaceAll("'", "''")}')`,
  );
  const insert = `INSERT INTO pg_catalog.pg_db_role_setting (setdatabase, setrole, setconfig) VALUES ${rows.join(', ')}`;
  return `DELETE FROM pg_catalog.pg_db_role_setting WHERE setdatabase = 0;${rows.length === 0 ? '' : insert}`;
}
