import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';
import { SQLITE_WASM } from '../../src/dialects/sqlite/engines/sqlite-wasm.ts';
import { mustRun, valueOf } from '../engine/open-engine.ts';
import { openEngine } from './open-engine.ts';

describe('an engine', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ functions: ['BIN2B64', 'regexp'] });
  });
  afterAll(() => engine.close());

  test('is the version that it says', async () => {
    expect(engine.identity).toBe(SQLITE_WASM);
    expect(await valueOf(engine, 'SELECT sqlite_version()')).toBe(SQLITE_WASM.version);
  });

  test('gives the rows of the last statement as text, and how many it changed', async () => {
    expect(
      await engine.run(
        "CREATE TABLE v (i, r, t, b, n); INSERT INTO v VALUES (9007199254740993, 0.1, 'ä', x'00ff', NULL); SELECT * FROM v",
      ),
    ).toEqual({
      ok: true,
      rows: [{ i: '9007199254740993', r: '0.1', t: 'ä', b: "X'00ff'", n: null }],
      affected: 0,
    });
    expect(await engine.run('INSERT INTO v (i) VALUES (1), (2)')).toMatchObject({ affected: 2 });
    expect(await engine.run('UPDATE v SET r = 1 WHERE i = 5')).toMatchObject({ affected: 0 });
    expect(await engine.run('DELETE FROM v WHERE i < 3 RETURNING i')).toMatchObject({
      rows: [{ i: '1' }, { i: '2' }],
      affected: 2,
    });
    expect(await engine.run('CREATE TABLE w (i)')).toMatchObject({ rows: [], affected: 0 });
    expect(await engine.run(' -- nothing\n;')).toEqual({ ok: true, rows: [], affected: 0 });
  });

  test('stops at the first error, or does not', async () => {
    const sqls = ['SELECT 1', 'SELECT nothing', 'SELECT 2'];
    expect(await engine.runAll(sqls, true)).toHaveLength(2);
    expect((await engine.runAll(sqls, false)).map(({ ok }) => ok)).toEqual([true, false, true]);
  });

  test('is as lenient as common builds, and brings stand-ins for functions of the application', async () => {
    expect(await valueOf(engine, 'SELECT "no column"')).toBe('no column');
    await mustRun(engine, ['CREATE TABLE f (a TEXT, b AS (bin2b64(a)))', "INSERT INTO f VALUES ('x')"]);
    await mustRun(engine, ['CREATE INDEX f_idx ON f (BIN2B64(a))']);
    expect(await valueOf(engine, "SELECT b FROM f WHERE a REGEXP '1'")).toBe('x');
    expect(await engine.run('SELECT other(1)')).toMatchObject({ error: { code: 'SQLITE_ERROR' } });
  });

  test('has the settings that SQLite has by itself', async () => {
    const pragmas = ['foreign_keys', 'recursive_triggers', 'page_size', 'legacy_alter_table', 'busy_timeout'];
    const outcomes = await mustRun(
      engine,
      pragmas.map((name) => `PRAGMA ${name}`),
    );
    expect(outcomes.map((outcome) => (outcome.ok ? Object.values(outcome.rows[0] ?? {})[0] : null))).toEqual([
      '0',
      '0',
      '4096',
      '0',
      '0',
    ]);
  });
});

describe('time and chance', () => {
  test('are the same in every rehearsal', async () => {
    const values = [];
    for (const engine of [await openEngine(), await openEngine()]) {
      values.push(
        await engine.run('SELECT CURRENT_TIMESTAMP AS now, random() AS chance, hex(randomblob(8)) AS bytes'),
      );
      await engine.close();
    }
    expect(values[0]).toEqual(values[1]);
    expect(values[0]).toMatchObject({ rows: [{ now: '2026-01-01 00:00:00' }] });
  });
});

describe('digests', () => {
  test('tell rows and columns, whatever the order of the rows', async () => {
    const engine = await openEngine();
    await mustRun(engine, [
      'CREATE TABLE a (x INT, "Y y" TEXT, z AS (x * 2) STORED)',
      'CREATE TABLE "order" (x)',
      'CREATE VIRTUAL TABLE texts USING fts5(body)',
      "INSERT INTO a VALUES (1, 'a'), (2, 'b')",
    ]);
    const before = await engine.digests();
    expect([...before.keys()]).toEqual(['"order"', 'a']);
    expect(before.get('a')).toMatchObject({ rows: 2 });
    expect(Object.keys(before.get('a')?.columns ?? {})).toEqual(['x', '"Y y"', 'z']);
    expect(before.get('"order"')).toEqual({ rows: 0, columns: {} });
    await mustRun(engine, ['DELETE FROM a', "INSERT INTO a VALUES (2, 'b'), (1, 'a')"]);
    expect(await engine.digests()).toEqual(before);
    await mustRun(engine, [
      "UPDATE a SET x = '1' || '' WHERE x = 1",
      'UPDATE a SET "Y y" = NULL WHERE x = 2',
    ]);
    const [[, after] = []] = await engine.digests(['a']);
    expect(after?.columns['x']).toBe(before.get('a')?.columns['x']);
    expect(after?.columns['"Y y"']).not.toBe(before.get('a')?.columns['"Y y"']);
    await engine.close();
  });
});
