import type { Admin } from './admin.ts';
import {
  busyProblem,
  grantProblem,
  notEmptyProblem,
  serverFailure,
  tooOldProblem,
} from './server-problems.ts';

/** The oldest version whose manual is still kept up when this was written. */
const OLDEST = 13;
/** Key of the advisory lock that rehearsals take turns by: "holdpnt" in bytes. */
const TURN = '0x686f6c64706e74';
const LOCK_NOT_AVAILABLE = '55P03';

/** As many tables as a sentence can bear. */
const SHOWN = 3;

const TABLES = `
  SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'm') AND c.oid >= 16384 AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1`;

const VERSION = `
  SELECT pg_catalog.current_setting('server_version') AS version,
    pg_catalog.current_setting('server_version_num')::integer / 10000 AS major`;

const ROLE = `
  SELECT rolsuper AS superuser, rolcreatedb AS creator, pg_catalog.quote_ident(rolname) AS role
  FROM pg_catalog.pg_roles WHERE rolname = current_user`;

/** What is known of the server once it is found fit. */
export interface Admitted {
  /** `15.14`. */
  readonly version: string;
  readonly major: number;
  readonly superuser: boolean;
}

/**
 * Finds out whether the server may be used, and waits for its turn.
 *
 * @throws Problem `server-too-old`, `server-grant`, `database-not-empty` or `server-busy`.
 */
export async function admit(
  admin: Admin,
  { disposable, deadline }: { readonly disposable: boolean; readonly deadline: number },
): Promise<Admitted> {
  const server = await serverOf(admin);
  if (!(server.major >= OLDEST)) throw tooOldProblem(server.version, OLDEST);
  if (!server.superuser && !server.creator) throw grantProblem(server.role);
  if (!disposable) await refuseTables(admin);
  await waitForTurn(admin, deadline);
  return server;
}

async function serverOf(
  admin: Admin,
): Promise<Admitted & { readonly creator: boolean; readonly role: string }> {
  const [version, role] = [await admin.tell(VERSION), await admin.tell(ROLE)].map(([row]) => row ?? {});
  return {
    version: version?.['version']?.split(' ')[0] ?? '',
    major: Number(version?.['major']),
    superuser: role?.['superuser'] === 't',
    creator: role?.['creator'] === 't',
    role: role?.['role'] ?? '',
  };
}

async function refuseTables(admin: Admin): Promise<void> {
  const names = (await admin.tell(TABLES)).map((row) => row['name'] ?? '');
  if (names.length === 0) return;
  throw notEmptyProblem(admin.url.database, names.slice(0, SHOWN), names.length - SHOWN);
}

/** Roles belong to the whole server: two rehearsals at once would see each other's. */
async function waitForTurn(admin: Admin, deadline: number): Promise<void> {
  const { error } = await admin.try(
    `SET lock_timeout = ${deadline}; SELECT pg_catalog.pg_advisory_lock(${BigInt(TURN)}); RESET lock_timeout`,
  );
  if (error === null) return;
  if (error.code === LOCK_NOT_AVAILABLE) throw busyProblem(admin.url.place);
  throw serverFailure(error.message);
}
