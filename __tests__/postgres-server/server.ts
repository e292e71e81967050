import { test } from '@jest/globals';
import pg from 'pg';
import type { EngineOptions } from '../../src/model/dialect.ts';
import type { Engine } from '../../src/model/engine.ts';
import { openPostgresServer } from '../../src/dialects/postgres/engines/server/postgres-server.ts';

const OPTIONS: EngineOptions = {
  extensions: [],
  deadline: 240_000,
  statementDeadline: 20_000,
  memory: 1024 * 1024 * 1024,
};

/** Set by `eval "$(scripts/servers/start-postgres.sh)"`. */
export const SERVER = process.env['HOLDPOINT_TEST_POSTGRES'] ?? '';

if (SERVER === '' && process.env['HOLDPOINT_SERVERS'] === 'required')
  throw new Error(
    'HOLDPOINT_SERVERS says that a server is required, and HOLDPOINT_TEST_POSTGRES names none.',
  );
if (SERVER === '') console.warn('HOLDPOINT_TEST_POSTGRES is not set: nothing is tried on a real server.');

/** A test that needs the server; skipped without one. */
export const onServer = SERVER === '' ? test.skip : test;

/** Opens the engine with some options replaced. */
export function openServer(options: Partial<EngineOptions> = {}, url = SERVER): Promise<Engine> {
  return openPostgresServer({ url, disposable: false }, { ...OPTIONS, ...options });
}

/** Runs SQL beside the engine, in the database of the URL or another; gives the rows' first values. */
export async function beside(sql: string, url = SERVER): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.map(([value]) => value);
  } finally {
    await client.end();
  }
}

/** The server's URL with another database, user or password. */
export function urlWith(parts: Partial<Pick<URL, 'pathname' | 'username' | 'password' | 'port'>>): string {
  return Object.assign(new URL(SERVER), parts).href;
}
