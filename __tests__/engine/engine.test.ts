import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { findObject } from '../../src/model/catalog.ts';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { PGLITE } from '../../src/dialects/postgres/engines/pglite.ts';
import { effectsLine, mustRun, openEngine, valueOf } from './open-engine.ts';
import { expectRunAllAnswers, expectRunAnswers } from './run-answers.ts';

let engine: EmbeddedPostgres;

beforeAll(async () => {
  engine = await openEngine({ extensions: ['timescaledb', 'earthdistance', 'moddatetime'] });
});
afterAll(() => engine.close());
beforeEach(() => mustRun(engine, ['DROP SCHEMA public CASCADE', 'CREATE SCHEMA public']));

test('is the PostgreSQL that it says it is, with its usual settings', async () => {
  expect(await valueOf(engine, 'SHOW server_version')).toBe(PGLITE.version);
  expect(await valueOf(engine, 'SHOW search_path')).toBe('"$user", public');
  expect(await valueOf(engine, 'SHOW allow_system_table_mods')).toBe('off');
});

test('run gives the last result as text, or the error with its place', async () => {
  await expectRunAnswers(engine);
});

test('runAll stops at the first error only when told', async () => {
  await expectRunAllAnswers(engine);
});

test('requests are served in order', async () => {
  const outcomes = await Promise.all(
    ['CREATE TABLE a (id int)', 'INSERT INTO a VALUES (1)', 'TABLE a'].map((sql) => engine.run(sql)),
  );
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
});

test('a failing statement leaves the open transaction usable', async () => {
  await mustRun(engine, ['BEGIN', 'CREATE TABLE a (id integer)']);
  const failed = await engine.observe('ALTER TABLE a ADD COLUMN id integer', true);
  expect(failed).toMatchObject({ effects: [], error: { code: '42701' } });
  expect((await engine.observe('CREATE INDEX CONCURRENTLY ON a (id)', false)).error).toMatchObject({
    code: '25001',
  });
  expect((await engine.observe('SET nonsense = 1', true)).error).toMatchObject({ code: '42704' });
  await mustRun(engine, ['INSERT INTO a VALUES (1)', 'COMMIT']);
  expect(await valueOf(engine, 'SELECT count(*) FROM a')).toBe('1');
});

test('transaction control, savepoints and settings of the file itself keep their meaning', async () => {
  for (const sql of [
    'BEGIN',
    'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE',
    "SET LOCAL lock_timeout = '2s'",
    'CREATE TABLE a (id integer)',
    'SAVEPOINT mine',
    'CREATE TABLE b (id integer)',
    'ROLLBACK TO SAVEPOINT mine',
    'RELEASE SAVEPOINT mine',
  ])
    expect((await engine.observe(sql, true)).error).toBeNull();
  const last = await engine.observe('ALTER TABLE a ADD COLUMN v text', true);
  expect(last).toMatchObject({ error: null, lockTimeout: 2000 });
  expect((await engine.observe('COMMIT', true)).error).toBeNull();
  expect(
    await valueOf(engine, "SELECT to_regclass('a')::text || COALESCE(to_regclass('b')::text, '-')"),
  ).toBe('a-');
  expect(await valueOf(engine, 'SHOW lock_timeout')).toBe('0');
});

test('a setting of the session stays, the message level too', async () => {
  await engine.observe("SET lock_timeout = '5s'", true);
  await engine.observe('SET client_min_messages = error', true);
  const observation = await engine.observe('CREATE TABLE a (id integer PRIMARY KEY)', true);
  expect(observation).toMatchObject({ lockTimeout: 5000, notices: [] });
  expect(await valueOf(engine, 'SHOW client_min_messages')).toBe('error');
  await mustRun(engine, ['RESET ALL']);
});

test('notices are for people, debug messages are not', async () => {
  const { notices } = await engine.observe('DROP TABLE IF EXISTS nothing', true);
  expect(notices).toEqual(['NOTICE: table "nothing" does not exist, skipping']);
});

test('statements that refuse a transaction run alone', async () => {
  await mustRun(engine, ['CREATE TABLE a (id integer)', 'INSERT INTO a VALUES (1), (1)']);
  expect(await engine.observe('CREATE INDEX CONCURRENTLY ok ON a (id)', false)).toMatchObject({
    error: null,
    effects: [],
  });
  const failed = await engine.observe('CREATE UNIQUE INDEX CONCURRENTLY bad ON a (id)', false);
  expect(failed.error).toMatchObject({ code: '23505' });
  expect(await valueOf(engine, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'bad'::regclass")).toBe(
    'f',
  );
  expect((await engine.observe('VACUUM a', true)).error).toBeNull();
  expect(
    (await engine.observe('DO $$ BEGIN INSERT INTO a VALUES (2); COMMIT; END $$', true)).error,
  ).toBeNull();
  expect((await engine.observe('LOCK TABLE a', true)).error).toMatchObject({ code: '25P01' });
});

test('a deferred constraint fails at the end of the statement’s own transaction', async () => {
  await mustRun(engine, [
    'CREATE TABLE a (id integer PRIMARY KEY)',
    'CREATE TABLE b (a integer REFERENCES a DEFERRABLE INITIALLY DEFERRED)',
  ]);
  expect((await engine.observe('INSERT INTO b VALUES (1)', true)).error).toMatchObject({ code: '23503' });
});

test('work under a lock that the transaction holds already is still charged', async () => {
  await mustRun(engine, ['CREATE TABLE a (id integer)', 'BEGIN']);
  await engine.observe('ALTER TABLE a ADD COLUMN v integer', true);
  const second = await engine.observe('ALTER TABLE a ALTER COLUMN v TYPE bigint', true);
  const third = await engine.observe('ALTER TABLE a ALTER COLUMN v SET DEFAULT 1', true);
  await mustRun(engine, ['ROLLBACK']);
  expect(effectsLine(second)).toBe('a AX rewrite');
  expect(effectsLine(third)).toBe('a AX metadata');
});

test('digests count rows and tell columns apart', async () => {
  await mustRun(engine, [
    'CREATE TABLE a (id integer PRIMARY KEY, "V v" text, gone integer)',
    'ALTER TABLE a DROP COLUMN gone',
    'CREATE TABLE "B" (j json)',
    "INSERT INTO a VALUES (2, NULL), (1, 'x')",
  ]);
  const before = await engine.digests();
  expect(before.get('"B"')).toEqual({ rows: 0, columns: {} });
  expect(before.get('a')?.rows).toBe(2);
  expect(Object.keys(before.get('a')?.columns ?? {})).toEqual(['id', 'V v']);
  await mustRun(engine, ['UPDATE a SET "V v" = \'y\' WHERE id = 1']);
  const after = await engine.digests(['a']);
  expect([...after.keys()]).toEqual(['a']);
  expect(after.get('a')?.columns['id']).toBe(before.get('a')?.columns['id']);
  expect(after.get('a')?.columns['V v']).not.toBe(before.get('a')?.columns['V v']);
});

test('the catalog sees the open transaction', async () => {
  await mustRun(engine, ['BEGIN', 'CREATE TABLE a (id integer)']);
  expect(findObject(await engine.catalog(), 'table', 'a')).not.toBeNull();
  await mustRun(engine, ['ROLLBACK']);
  expect(findObject(await engine.catalog(), 'table', 'a')).toBeNull();
});

test('extensions: shipped ones work with what they need, others are pretended', async () => {
  expect(engine.stubbedExtensions).toEqual(['timescaledb']);
  await mustRun(engine, [
    'CREATE EXTENSION timescaledb',
    'CREATE EXTENSION earthdistance CASCADE',
    'CREATE EXTENSION moddatetime',
  ]);
  expect(await valueOf(engine, 'SELECT earth() > 0')).toBe('t');
  expect((await engine.run('CREATE EXTENSION hstore')).ok).toBe(false);
});
