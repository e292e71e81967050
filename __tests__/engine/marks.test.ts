import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { mustRun, openEngine, valueOf } from './open-engine.ts';

let engine: EmbeddedPostgres;

beforeAll(async () => {
  engine = await openEngine({ extensions: ['pgcrypto', 'citext'] });
});
afterAll(() => engine.close());

const TABLES =
  "SELECT COALESCE(string_agg(relname, ',' ORDER BY relname), '') FROM pg_class WHERE relkind = 'r' AND oid >= 16384";

test('takes back commits, open transactions, files and sequences, again and again', async () => {
  await mustRun(engine, ['CREATE TABLE a (id serial, v text)', "INSERT INTO a (v) VALUES ('one')"]);
  const first = await engine.mark();
  await mustRun(engine, ['CREATE TABLE b (id integer PRIMARY KEY)', 'DROP TABLE a']);
  const second = await engine.mark();
  for (let round = 0; round < 3; round++) {
    await mustRun(engine, [
      'CREATE INDEX CONCURRENTLY ON b (id)',
      'VACUUM FULL b',
      'BEGIN',
      'CREATE TABLE open (id integer)',
    ]);
    await engine.rewind(first);
    expect(await valueOf(engine, TABLES)).toBe('a');
    expect(await valueOf(engine, "INSERT INTO a (v) VALUES ('two') RETURNING id")).toBe('2');
    await engine.rewind(second);
    expect(await valueOf(engine, TABLES)).toBe('b');
  }
  await engine.release(second);
  await engine.rewind(first);
  expect(await valueOf(engine, "SELECT string_agg(v, ',') FROM a")).toBe('one');
});

test('extensions that were asked for can be made and taken back after a mark', async () => {
  const mark = await engine.mark();
  for (let round = 0; round < 2; round++) {
    await mustRun(engine, ['CREATE EXTENSION pgcrypto', 'CREATE EXTENSION citext']);
    expect(await valueOf(engine, "SELECT encode(digest('a', 'sha256'), 'hex')")).toMatch(/^ca978112/);
    expect(await valueOf(engine, "SELECT 'A'::citext = 'a'::citext")).toBe('t');
    expect(await valueOf(engine, "SELECT to_tsvector('english', 'running')")).toBe("'run':1");
    await engine.rewind(mark);
  }
});

test('clock and chance are the same after a rewind and in another engine', async () => {
  const QUERY = 'SELECT now()::text || clock_timestamp() || gen_random_uuid() || random()';
  const mark = await engine.mark();
  const one = await valueOf(engine, QUERY);
  expect(one).toContain('2026-01-01 00:00:00');
  await engine.rewind(mark);
  expect(await valueOf(engine, QUERY)).toBe(one);
  const [left, right] = await Promise.all([openEngine(), openEngine()]);
  expect(await valueOf(left, QUERY)).toBe(await valueOf(right, QUERY));
  await Promise.all([left.close(), right.close()]);
});

test('a sleep ends, and takes the database’s time', async () => {
  expect(await valueOf(engine, 'SELECT pg_sleep(2)::text')).toBe('');
});
