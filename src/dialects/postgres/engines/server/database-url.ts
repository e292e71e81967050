import type { ClientConfig } from 'pg';
import { addressProblem } from './server-problems.ts';

/** A database URL, taken apart so that the password is only where it is needed. */
export interface DatabaseUrl {
  /** Host, port and database, for people. */
  readonly place: string;
  /** What it names; the server's default when it names none. */
  readonly database: string;
  readonly password: string;
  /** The same server, another database. */
  to(database: string): ClientConfig;
}

/** How long a server may take to answer at all, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…`.
 *
 * @throws Problem `database-url`; the text is not repeated.
 */
export function readDatabaseUrl(text: string): DatabaseUrl {
  const url = parsed(text);
  const database = decodeURIComponent(url.pathname.slice(1)) || 'postgres';
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  const port = url.searchParams.get('port') ?? url.port;
  return {
    place: `${host || 'localhost'}:${port || '5432'}/${database}`,
    database,
    password: decodeURIComponent(url.password) || (url.searchParams.get('password') ?? ''),
    to: (name) => ({
      connectionString: urlTo(url, name),
      connectionTimeoutMillis: PATIENCE,
      keepAlive: true,
    }),
  };
}

function parsed(text: string): URL {
  try {
    const url = new URL(text.trim());
    decodeURIComponent(`${url.pathname}${url.hostname}${url.username}${url.password}`);
    if (url.protocol === 'postgres:' || url.protocol === 'postgresql:') return url;
  } catch {
    // Told below, without the text.
  }
  throw addressProblem();
}

function urlTo(url: URL, database: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  // `sslmode` then means what it means to psql.
  if (other.searchParams.has('sslmode')) other.searchParams.set('uselibpqcompat', 'true');
  return other.href;
}
