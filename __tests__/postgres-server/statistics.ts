import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type AddressInfo, type Server } from 'node:net';
import pg from 'pg';
import { readStatistics } from '../../src/dialects/postgres/engines/server/read-statistics.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Statistics, TableStatistics } from '../../src/model/statistics.ts';
import { parseStatistics } from '../../src/statistics/parse-statistics.ts';
import { writeStatistics } from '../../src/statistics/write-statistics.ts';
import { oldServer } from './old-server.ts';
import { beside, onServer, SERVER, urlWith } from './server.ts';

const NOW = '2026-11-30T08:00:00Z';
const DATABASE = 'holdpoint_sizes';
const READER = 'holdpoint_reader';
const PASSWORD = 'pass-word-of-a-reader';

const SCHEMA = `
  CREATE TABLE orders (id bigint PRIMARY KEY, note text, "State" text);
  CREATE INDEX orders_state ON orders ("State");
  INSERT INTO orders SELECT n, repeat(md5(n::text), 5), 'a secret of row ' || n FROM generate_series(1, 5000) n;
  CREATE TABLE empty (id bigint);
  CREATE TABLE uncounted (id bigint);
  CREATE SCHEMA sales;
  CREATE TABLE sales."Odd ""name" (id bigint);
  CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
  CREATE INDEX events_day ON events (day);
  CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY RANGE (day);
  CREATE TABLE events_2025_a PARTITION OF events_2025 FOR VALUES FROM ('2025-01-01') TO ('2025-07-01');
  CREATE TABLE events_2025_b PARTITION OF events_2025 FOR VALUES FROM ('2025-07-01') TO ('2026-01-01');
  INSERT INTO events SELECT n, '2025-01-01'::date + n % 365 FROM generate_series(1, 3000) n;
  CREATE TABLE filed (body text);
  ALTER TABLE filed ALTER body SET STORAGE EXTERNAL;
  INSERT INTO filed SELECT repeat(md5(n::text), 1000) FROM generate_series(1, 20) n;
  CREATE TABLE people (id bigint PRIMARY KEY, age integer, "Odd ""one" text, chosen integer, hidden text);
  ALTER TABLE people ALTER chosen SET (n_distinct = 7);
  INSERT INTO people SELECT n, n % 90, CASE WHEN n % 4 > 0 THEN 'v' || n END, n % 3 FROM generate_series(1, 20000) n;
  CREATE TABLE staff (boss bigint) INHERITS (people);
  INSERT INTO staff SELECT n, 7, 'same', 1, NULL, n FROM generate_series(1, 1000) n;
  CREATE MATERIALIZED VIEW kept AS SELECT id FROM orders;
  CREATE VIEW shown AS SELECT id FROM orders;`;

describe('statistics', () => {
  beforeAll(async () => {
    if (SERVER === '') return;
    await removeAll();
    await beside(`CREATE DATABASE ${DATABASE}`);
    await beside(`CREATE ROLE ${READER} LOGIN PASSWORD '${PASSWORD}'`);
    await runMany(SCHEMA, urlWith({ pathname: DATABASE }));
    await beside('ANALYZE', urlWith({ pathname: DATABASE }));
    // The trigger of autovacuum is far off; nobody counts these but the statistics of activity.
    await beside('INSERT INTO uncounted SELECT generate_series(1, 40)', urlWith({ pathname: DATABASE }));
  });

  afterAll(async () => {
    if (SERVER !== '') await removeAll();
  });

  const asReader = (): string => urlWith({ pathname: DATABASE, username: READER, password: PASSWORD });
  const read = (): Promise<Statistics> => readStatistics({ url: asReader(), disposable: false }, NOW);

  onServer('an ordinary role reads what tables and indexes take, by their names in the catalog', async () => {
    const { tables, dialect, takenAt, version, replicas } = await read();

    expect({ dialect, takenAt, replicas }).toEqual({ dialect: 'postgres', takenAt: NOW, replicas: 0 });
    expect(version).toMatch(/^\d+[.]\d+$/);
    expect(tables.map(({ name }) => name)).toEqual([
      'empty',
      'events',
      'events_2025',
      'events_2025_a',
      'events_2025_b',
      'filed',
      'kept',
      'orders',
      'people',
      'sales."Odd ""name"',
      'staff',
      'uncounted',
    ]);
    const orders = tables.find(({ name }) => name === 'orders');
    const [bytes] = await beside("SELECT pg_table_size('orders')", urlWith({ pathname: DATABASE }));
    expect(orders).toMatchObject({ rows: 5000, bytes: Number(bytes) });
    expect(orders?.indexes.map(({ name }) => name)).toEqual(['orders_pkey', 'orders_state']);
    const [index] = await beside("SELECT pg_relation_size('orders_state')", urlWith({ pathname: DATABASE }));
    expect(orders?.indexes[1]?.bytes).toBe(Number(index));
  });

  onServer('what is stored out of line counts', async () => {
    const filed = (await read()).tables.find(({ name }) => name === 'filed');

    expect(filed?.rows).toBe(20);
    expect(filed?.bytes).toBeGreaterThan(20 * 32_000);
  });

  onServer('a partitioned table is the sum of its parts, which are listed', async () => {
    const { tables } = await read();
    const named = (name: string): TableStatistics => {
      const found = tables.find((table) => table.name === name);
      if (found === undefined) throw new Error(`There is no ${name}.`);
      return found;
    };
    const indexBytes = (name: string): number =>
      named(name).indexes.reduce((sum, { bytes }) => sum + bytes, 0);
    const parts = ['events_2025_a', 'events_2025_b'];

    expect([named('events').rows, named('events_2025').rows]).toEqual([3000, 3000]);
    expect(['events', 'events_2025', ...parts].map((name) => named(name).partitionOf)).toEqual([
      undefined,
      'events',
      'events_2025',
      'events_2025',
    ]);
    expect(named('events').bytes).toBe(parts.reduce((sum, name) => sum + named(name).bytes, 0));
    expect(named('events').indexes.map(({ name }) => name)).toEqual(['events_day']);
    expect(indexBytes('events')).toBe(parts.reduce((sum, name) => sum + indexBytes(name), 0));
    expect(indexBytes('events')).toBeGreaterThan(0);
  });

  onServer(
    'an empty table has no rows, and one that was never analyzed those that were counted',
    async () => {
      const tables = (await read()).tables;

      expect(tables.find(({ name }) => name === 'empty')).toMatchObject({ rows: 0, bytes: 0 });
      expect(tables.find(({ name }) => name === 'uncounted')?.rows).toBe(40);
    },
  );

  describe('what columns hold', () => {
    const grant = 'GRANT SELECT ON events, events_2025_a, empty, uncounted TO';
    const own = `GRANT SELECT (id, age, "Odd ""one", chosen) ON people TO`;

    beforeAll(async () => {
      if (SERVER === '') return;
      await runMany(`${grant} ${READER}; ${own} ${READER}`, urlWith({ pathname: DATABASE }));
    });

    const columnsOf = async (name: string): Promise<TableStatistics['columns']> =>
      (await read()).tables.find((table) => table.name === name)?.columns;

    onServer('is told by number, of the rows of the table itself, where the role may read', async () => {
      expect(await columnsOf('people')).toEqual([
        { name: '"Odd ""one"', distinct: 15_000, nulls: 0.25 },
        { name: 'age', distinct: 90, nulls: 0 },
        { name: 'chosen', distinct: null, nulls: 0 },
        { name: 'id', distinct: 20_000, nulls: 0 },
      ]);
      expect(await columnsOf('orders')).toBeUndefined();
    });

    onServer('of a partitioned table, of the rows of all its parts', async () => {
      expect(await columnsOf('events')).toEqual([
        { name: 'day', distinct: 365, nulls: 0 },
        { name: 'id', distinct: 3000, nulls: 0 },
      ]);
      expect((await columnsOf('events_2025_a'))?.map(({ name }) => name)).toEqual(['day', 'id']);
    });

    onServer('is left out where nothing was analyzed', async () => {
      expect([await columnsOf('empty'), await columnsOf('uncounted')]).toEqual([undefined, undefined]);
    });
  });

  onServer('nothing but names, numbers and settings is written, and it is read again', async () => {
    const statistics = await read();
    const text = writeStatistics(statistics);

    for (const secret of ['a secret of row', READER, PASSWORD, new URL(SERVER).hostname, DATABASE])
      expect(text).not.toContain(secret);
    expect(Object.keys(statistics.settings)).toContain('maintenance_work_mem');
    expect(parseStatistics(new TextEncoder().encode(text), 'stats.json')).toEqual(statistics);
    expect(writeStatistics(await read())).toBe(text);
  });

  onServer('a table that somebody locks is waited for, but not long', async () => {
    const client = new pg.Client({ connectionString: urlWith({ pathname: DATABASE }) });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE');
    const facts = await problemOf(read());
    await client.end();

    expect(facts).toMatchObject({ code: 'statistics-failed', blame: 'usage' });
    expect(facts.hint).toContain('A table was locked against all others for 2 s.');
  });

  onServer('a database that the role may not enter, and a wrong password', async () => {
    await beside(`REVOKE CONNECT ON DATABASE ${DATABASE} FROM PUBLIC`);
    const refused = await problemOf(read());
    await beside(`GRANT CONNECT ON DATABASE ${DATABASE} TO PUBLIC`);
    const wrong = await problemOf(
      readStatistics({ url: urlWith({ password: 'not-the-password' }), disposable: false }, NOW),
    );

    expect([refused.code, wrong.code]).toEqual(['server-refused', 'server-refused']);
    expect(JSON.stringify([refused, wrong])).not.toMatch(/not-the-password|pass-word-of-a-reader/);
  });

  test('a server that is too old', async () => {
    const old = await oldServer('12.22 (Debian 12.22-1)', 12);
    const facts = await problemOf(readStatistics({ url: old.url, disposable: false }, NOW));
    old.close();

    expect(facts).toMatchObject({
      code: 'server-too-old',
      title: 'The server is PostgreSQL 12.22; statistics are read from 13 or newer.',
    });
  });

  test('the port of a MySQL server', async () => {
    const { server, url } = await mysqlGreeting();
    const facts = await problemOf(readStatistics({ url, disposable: false }, NOW));
    server.close();

    expect(facts.code).toBe('server-unreachable');
    expect(facts.title).toMatch(
      /^There is no PostgreSQL server at 127[.]0[.]0[.]1:\d+\/shop: what answers there is something else[.]/,
    );
    expect(JSON.stringify(facts)).not.toContain('hush');
  });

  test('no URL', async () => {
    expect((await problemOf(readStatistics({ url: 'nonsense', disposable: false }, NOW))).code).toBe(
      'database-url',
    );
  });
});

async function runMany(sql: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function removeAll(): Promise<void> {
  await beside(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await beside(`DROP ROLE IF EXISTS ${READER}`);
}

async function problemOf(reading: Promise<unknown>): Promise<Problem['facts']> {
  const answer = await reading.catch((error: unknown) => error);
  if (!(answer instanceof Problem)) throw new Error(`No problem: ${String(answer)}`);
  return answer.facts;
}

/** Greets as MySQL 8 does, and hangs up on what it does not understand. */
async function mysqlGreeting(): Promise<{ server: Server; url: string }> {
  const server = createServer((socket) => {
    const greeting = Buffer.from('\n8.0.36\0\x08\0\0\0abcdefgh\0\xff\xf7\xff\x02\0', 'latin1');
    socket.write(Buffer.concat([Buffer.from([greeting.length, 0, 0, 0]), greeting]));
    socket.once('data', () => socket.end());
    socket.on('error', () => undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { server, url: `postgres://root:hush@127.0.0.1:${port}/shop` };
}
