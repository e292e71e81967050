import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { findObject, type Catalog } from '../../src/model/catalog.ts';
import type { Engine } from '../../src/model/engine.ts';
import { mustRun, valueOf } from '../engine/open-engine.ts';
import { expectRunAllAnswers, expectRunAnswers } from '../engine/run-answers.ts';
import { beside, onServer, openServer, SERVER } from './server.ts';

/** All but the identity of a setting, which is that of the database's copy. */
function facts(catalog: Catalog): readonly unknown[] {
  return [...catalog.values()].map((object) => (object.kind === 'setting' ? { ...object, id: '' } : object));
}

/** Before all others: rehearsals on one server take turns, so a second engine waits until the first is closed. */
describe('extensions', () => {
  onServer('it knows which ones it does not have', async () => {
    const engine = await openServer({ extensions: ['nowhere', 'nowhere@1.0', 'plpgsql'] });
    expect(engine.lackedExtensions).toEqual(['nowhere']);
    await engine.close();
  });
});

describe('the engine', () => {
  let engine: Engine;

  beforeAll(async () => {
    if (SERVER !== '') engine = await openServer();
  });
  afterAll(() => (SERVER === '' ? undefined : engine.close()));

  const TABLES =
    "SELECT COALESCE(string_agg(relname, ',' ORDER BY relname), '') FROM pg_class WHERE relkind = 'r' AND oid >= 16384";

  onServer('is the server that it says it is', async () => {
    expect(engine.identity.name).toBe('postgres-server');
    expect(await valueOf(engine, 'SHOW server_version')).toContain(engine.identity.version);
  });

  onServer('run gives the last result as text, or the error with its place', async () => {
    await expectRunAnswers(engine);
    expect(await engine.run('COPY (SELECT 1) TO STDOUT')).toMatchObject({ ok: true });
    await expectRunAllAnswers(engine);
  });

  onServer('a failing statement leaves the open transaction usable', async () => {
    await mustRun(engine, ['BEGIN', 'CREATE TABLE a (id integer)']);
    expect((await engine.observe('ALTER TABLE a ADD COLUMN id integer', true)).error?.code).toBe('42701');
    expect((await engine.observe('CREATE INDEX CONCURRENTLY ON a (id)', false)).error?.code).toBe('25001');
    expect((await engine.observe('CREATE DATABASE other', true)).error?.code).toBe('0A000');
    await mustRun(engine, ['INSERT INTO a VALUES (1)', 'COMMIT']);
    expect(await valueOf(engine, 'SELECT count(*) FROM a')).toBe('1');
    await mustRun(engine, ['DROP TABLE a']);
  });

  onServer('what reaches beyond the database is not run', async () => {
    for (const sql of [
      'CREATE DATABASE other',
      '/* x */ drop\n database postgres',
      'ALTER SYSTEM SET work_mem = 1',
    ])
      expect(await engine.run(sql)).toMatchObject({ ok: false, error: { code: '0A000' } });
    expect(
      await beside("SELECT count(*)::text FROM pg_database WHERE datname IN ('other', 'postgres')"),
    ).toEqual(['1']);
  });

  onServer('marks take back commits, open transactions and sequences, again and again', async () => {
    await mustRun(engine, ['CREATE TABLE a (id serial, v text)', "INSERT INTO a (v) VALUES ('one')"]);
    await mustRun(engine, [
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''7MB''', current_database()); END $$`,
    ]);
    const first = await engine.mark();
    const before = facts(await engine.catalog());
    expect(await valueOf(engine, 'SHOW work_mem')).toBe('7MB');
    await mustRun(engine, ['CREATE TABLE b (id integer PRIMARY KEY)', 'DROP TABLE a']);
    const second = await engine.mark();
    for (let round = 0; round < 2; round++) {
      await mustRun(engine, ['VACUUM FULL b', 'BEGIN', 'CREATE TABLE open (id integer)']);
      await engine.rewind(first);
      expect(await valueOf(engine, TABLES)).toBe('a');
      expect(facts(await engine.catalog())).toEqual(before);
      expect(await valueOf(engine, "INSERT INTO a (v) VALUES ('two') RETURNING id")).toBe('2');
      await engine.rewind(second);
      expect(await valueOf(engine, TABLES)).toBe('b');
      expect(await valueOf(engine, 'SHOW work_mem')).toBe('7MB');
    }
    await engine.release(second);
    await engine.rewind(first);
    expect(await valueOf(engine, "SELECT string_agg(v, ',') FROM a")).toBe('one');
    await engine.release(first);
  });

  onServer('roles belong to the server, and are brought back with a mark', async () => {
    await mustRun(engine, ['CREATE TABLE guarded (id integer)', 'CREATE ROLE app_old NOLOGIN CREATEDB']);
    const before = await engine.mark();
    await mustRun(engine, ['CREATE ROLE app_new', 'GRANT SELECT ON guarded TO app_new', 'DROP ROLE app_old']);
    const after = await engine.mark();
    await engine.rewind(before);
    expect(
      await valueOf(engine, "SELECT string_agg(rolname, ',') FROM pg_roles WHERE rolname ~ '^app_'"),
    ).toBe('app_old');
    expect(await valueOf(engine, "SELECT rolcreatedb FROM pg_roles WHERE rolname = 'app_old'")).toBe('t');
    await mustRun(engine, ['CREATE ROLE app_new']);
    await engine.rewind(after);
    expect(await valueOf(engine, "SELECT has_table_privilege('app_new', 'guarded', 'SELECT')")).toBe('t');
    await engine.release(after);
    await engine.rewind(before);
    expect(await beside("SELECT rolname FROM pg_roles WHERE rolname ~ '^app_|^holdpoint_aside'")).toEqual([
      'app_old',
    ]);
  });

  onServer('digests and catalog see the open transaction', async () => {
    await mustRun(engine, ['BEGIN', 'CREATE TABLE seen (id integer)', 'INSERT INTO seen VALUES (1), (2)']);
    expect((await engine.digests(['seen'])).get('seen')?.rows).toBe(2);
    expect(findObject(await engine.catalog(), 'table', 'seen')).not.toBeNull();
    await mustRun(engine, ['ROLLBACK']);
    expect(findObject(await engine.catalog(), 'table', 'seen')).toBeNull();
  });
});
