import { afterEach, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';
import { mustRun, valueOf } from '../engine/open-engine.ts';
import { openEngine } from './open-engine.ts';

let engine: Engine | null = null;
afterEach(() => engine?.close());

describe('a mark', () => {
  test('is the file and the session as they were, as often as wanted, whatever was committed since', async () => {
    const lite = (engine = await openEngine({ functions: ['f'] }));
    await mustRun(lite, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)',
      'INSERT INTO t DEFAULT VALUES',
      'CREATE TEMP TABLE mine (x)',
      'INSERT INTO mine VALUES (7)',
      "ATTACH ':memory:' AS beside",
      'CREATE TABLE beside.far (x)',
      'PRAGMA user_version = 5',
      'PRAGMA foreign_keys = ON',
      'PRAGMA legacy_alter_table = ON',
      'PRAGMA busy_timeout = 250',
      'PRAGMA journal_mode = wal',
    ]);
    const mark = await lite.mark();
    const chance = await valueOf(lite, 'SELECT random()');
    for (const round of [1, 2]) {
      await mustRun(lite, [
        'ALTER TABLE t ADD COLUMN more TEXT',
        `INSERT INTO t (more) VALUES ('${round}')`,
        'DROP TABLE mine',
        'DETACH beside',
        'PRAGMA user_version = 6',
        'PRAGMA foreign_keys = OFF',
        'PRAGMA busy_timeout = 0',
        'PRAGMA journal_mode = delete',
        'BEGIN',
        'DROP TABLE t',
      ]);
      await lite.rewind(mark);
      expect(await valueOf(lite, 'SELECT random()')).toBe(chance);
      expect(await valueOf(lite, 'SELECT group_concat(id) FROM t')).toBe('1');
      expect(await valueOf(lite, 'SELECT x FROM mine')).toBe('7');
      expect(await valueOf(lite, 'SELECT count(*) FROM beside.far')).toBe('0');
      expect(await valueOf(lite, 'SELECT f(3)')).toBe('3');
      for (const [name, value] of [
        ['user_version', '5'],
        ['foreign_keys', '1'],
        ['legacy_alter_table', '1'],
        ['busy_timeout', '250'],
      ])
        expect(await valueOf(lite, `PRAGMA ${name ?? ''}`)).toBe(value);
      expect((await lite.observe('UPDATE t SET id = id + 1', true)).effects[0]?.lock).toBe('RESERVED');
      await lite.rewind(mark);
    }
    expect(await lite.run(`ATTACH '/tmp/x.db' AS x`)).toMatchObject({ error: { code: 'SQLITE_AUTH' } });
    await lite.release(mark);
    await expect(lite.rewind(mark)).rejects.toMatchObject({ facts: { code: 'engine-failed' } });
  });

  test('of an empty database is empty, and VACUUM works after one', async () => {
    const lite = (engine = await openEngine());
    const empty = await lite.mark();
    await mustRun(lite, ['CREATE TABLE t (id)', 'INSERT INTO t VALUES (1)']);
    const filled = await lite.mark();
    await lite.rewind(empty);
    expect(await lite.run('SELECT * FROM t')).toMatchObject({ error: { message: 'no such table: t' } });
    await lite.rewind(filled);
    await mustRun(lite, ['VACUUM', 'BEGIN', 'DELETE FROM t', 'ROLLBACK']);
    expect(await valueOf(lite, 'SELECT count(*) FROM t')).toBe('1');
    await mustRun(lite, ['BEGIN']);
    await expect(lite.mark()).rejects.toMatchObject({ facts: { code: 'engine-failed' } });
  });
});

describe('a snapshot', () => {
  test('is where a later engine starts', async () => {
    const first = (engine = await openEngine({ foreignKeys: true }));
    await mustRun(first, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT)',
      "INSERT INTO t VALUES (1, 'a')",
      'PRAGMA application_id = 77',
      'PRAGMA journal_mode = wal',
    ]);
    const snapshot = await (await first.snapshot?.())?.bytes;
    const [random, catalog, digests] = [
      await valueOf(first, 'SELECT random()'),
      await first.catalog(),
      await first.digests(),
    ];
    if (!snapshot) throw new Error('No snapshot came.');
    const second = await openEngine({}, { snapshot });
    expect(await second.catalog()).toEqual(catalog);
    expect(await second.digests()).toEqual(digests);
    expect(await valueOf(second, 'SELECT random()')).toBe(random);
    expect(await valueOf(second, 'PRAGMA foreign_keys')).toBe('1');
    expect((await second.observe('UPDATE t SET n = 1', true)).effects[0]?.lock).toBe('RESERVED');
    await second.close();
  });

  test('is none where a part of it lives in the session only', async () => {
    const lite = (engine = await openEngine());
    await mustRun(lite, ['CREATE TEMP TABLE mine (x)']);
    expect(await lite.snapshot?.()).toBeNull();
    await mustRun(lite, ['DROP TABLE mine', 'BEGIN']);
    expect(await lite.snapshot?.()).toBeNull();
  });
});
