import { DatabaseError, type Client } from 'pg';
import type { ServerAddress } from '../../../../model/dialect.ts';
import type { Row } from '../../../../model/engine.ts';
import type { Statistics } from '../../../../model/statistics.ts';
import { askSizes } from '../../statistics/ask-sizes.ts';
import { REPLICAS, VERSION } from '../../statistics/queries.ts';
import { toStatistics } from '../../statistics/to-statistics.ts';
import { connect } from './connect.ts';
import { readDatabaseUrl } from './database-url.ts';
import { statisticsProblem, statisticsTooOldProblem } from './statistics-problems.ts';

/** The oldest version whose catalog these queries were written for. */
const OLDEST = 13;

/** Sizes are asked of a database that others work on: nothing is written, and nobody is waited for long. */
const BEGIN = `BEGIN READ ONLY; SET LOCAL statement_timeout = '30s'; SET LOCAL lock_timeout = '2s'; SET LOCAL search_path = pg_catalog`;

/**
 * Reads rows and bytes of all tables and indexes from the catalog, and no data. Any role that may connect can; one that may
 * read a table is also told how many values its columns hold.
 *
 * @throws Problem `database-url`, `server-unreachable`, `server-refused`, `server-too-old` or `statistics-failed`.
 */
export async function readStatistics({ url }: ServerAddress, takenAt: string): Promise<Statistics> {
  const address = readDatabaseUrl(url);
  const client = await connect(address, { database: address.database, name: 'holdpoint stats' });
  try {
    return await read(client, takenAt);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw statisticsProblem(address.place, error.code ?? '', error.message);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function read(client: Client, takenAt: string): Promise<Statistics> {
  const [server] = await ask(client, VERSION);
  const version = server?.['version']?.split(' ')[0] ?? '';
  if (!(Number(server?.['major']) >= OLDEST)) throw statisticsTooOldProblem(version, OLDEST);
  await client.query(BEGIN);
  const sizes = await askSizes((sql) => ask(client, sql));
  const replicas = await countReplicas(client);
  await client.query('ROLLBACK');
  return toStatistics({ ...sizes, version, replicas, takenAt });
}

/** Null where the role may not ask, or the server does not tell. */
async function countReplicas(client: Client): Promise<number | null> {
  try {
    const told = (await ask(client, REPLICAS))[0]?.['replicas'];
    return typeof told === 'string' ? Number(told) : null;
  } catch (error) {
    if (error instanceof DatabaseError) return null;
    throw error;
  }
}

async function ask(client: Client, sql: string): Promise<readonly Row[]> {
  return (await client.query<Record<string, string | null>>(sql)).rows;
}
