import { afterEach, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';
import type { SqliteSettings } from '../../src/dialects/sqlite/engines/settings.ts';
import { mustRun, valueOf } from '../engine/open-engine.ts';
import { effectsLine, openEngine, rowsLine } from './open-engine.ts';

let engine: Engine | null = null;
afterEach(() => engine?.close());

async function opened(settings: Partial<SqliteSettings>, sqls: readonly string[]): Promise<Engine> {
  engine = await openEngine(settings);
  await mustRun(engine, sqls);
  return engine;
}

const FAMILY = [
  'CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)',
  'CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INT REFERENCES parent ON DELETE CASCADE)',
  "INSERT INTO parent VALUES (1, 'a'), (2, 'b')",
  'INSERT INTO child VALUES (1, 1), (2, 2), (3, NULL)',
];

const REBUILD = [
  'CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL)',
  'INSERT INTO parent_new SELECT id, name FROM parent',
  'DROP TABLE parent',
  'ALTER TABLE parent_new RENAME TO parent',
];

describe('a table built anew', () => {
  test('takes rows of other tables with it when foreign keys are on', async () => {
    const lite = await opened({ foreignKeys: true }, [...FAMILY, 'BEGIN']);
    const seen = [];
    for (const sql of REBUILD) seen.push(await lite.observe(sql, true));
    expect(seen.map(rowsLine)).toEqual(['', 'parent_new +2', 'child -2', '']);
    expect(seen.map(effectsLine)).toEqual([
      '',
      'parent RESERVED scan, parent_new EXCLUSIVE rows',
      'child EXCLUSIVE rows, parent EXCLUSIVE rows',
      'parent_new RESERVED metadata',
    ]);
    expect(seen[2]?.effects[0]?.evidence).toBe('its program writes in a loop over a table: 2 rows deleted');
    await mustRun(lite, ['COMMIT']);
    expect(await valueOf(lite, 'SELECT count(*) FROM child')).toBe('1');
  });

  test('takes nothing with it when they are off, and a pragma inside of the transaction is told to do nothing', async () => {
    const lite = await opened({}, FAMILY);
    for (const sql of REBUILD) expect(rowsLine(await lite.observe(sql, true))).not.toContain('child');
    expect((await lite.observe('PRAGMA foreign_keys = ON', true)).notices).toEqual([]);
    expect(await valueOf(lite, 'PRAGMA foreign_keys')).toBe('1');
    await mustRun(lite, ['BEGIN']);
    expect((await lite.observe('PRAGMA foreign_keys = OFF', true)).notices).toEqual([
      'WARNING: PRAGMA foreign_keys does nothing inside of a transaction',
    ]);
    expect(await valueOf(lite, 'PRAGMA foreign_keys')).toBe('1');
  });
});

describe('rows changed', () => {
  test('are those of triggers, of conflicts and of all rows too', async () => {
    const lite = await opened({}, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE)',
      'CREATE TABLE log (what TEXT)',
      'CREATE TRIGGER note AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.u); END',
      "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
    ]);
    expect(rowsLine(await lite.observe("INSERT OR REPLACE INTO t VALUES (3, 'a')", true))).toBe(
      'log +1, t +1 -1',
    );
    expect(
      rowsLine(await lite.observe("INSERT INTO t VALUES (3, 'x') ON CONFLICT DO UPDATE SET u = 'y'", true)),
    ).toBe('t ~1');
    expect(rowsLine(await lite.observe('DELETE FROM t', true))).toBe('t -2');
    expect(rowsLine(await lite.observe('ALTER TABLE log ADD COLUMN at TEXT', true))).toBe('');
    expect(rowsLine(await lite.observe('DROP TABLE log', true))).toBe('');
  });

  test('of a virtual table are told as work, and not as rows of its parts', async () => {
    const lite = await opened({}, [
      'CREATE VIRTUAL TABLE texts USING fts5(body)',
      'CREATE TABLE notes (body TEXT)',
      "INSERT INTO notes VALUES ('one'), ('two')",
    ]);
    const copied = await lite.observe('INSERT INTO texts SELECT body FROM notes', true);
    expect(effectsLine(copied)).toBe('notes RESERVED scan, texts EXCLUSIVE rows');
    expect(rowsLine(copied)).toBe('');
    expect(effectsLine(await lite.observe("INSERT INTO texts VALUES ('three')", true))).toBe(
      'texts RESERVED metadata',
    );
  });
});

test('all statements of a text are run and seen', async () => {
  const lite = await opened({}, ['CREATE TABLE t (id INT)', 'CREATE TABLE u (id INT)']);
  const seen = await lite.observe(
    'INSERT INTO t VALUES (1); CREATE TABLE v (x); INSERT INTO u VALUES (2);',
    true,
  );
  expect(rowsLine(seen)).toBe('t +1, u +1');
  expect(effectsLine(seen)).toBe('t RESERVED metadata, u RESERVED metadata');
  expect((await lite.observe('DELETE FROM t; SELEKT', true)).error?.message).toContain('syntax error');
});

describe('a failing statement', () => {
  test('leaves the open transaction usable and nothing behind', async () => {
    const lite = await opened({}, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY)',
      'INSERT INTO t VALUES (3)',
      'BEGIN',
    ]);
    const failed = await lite.observe('INSERT OR FAIL INTO t VALUES (1), (2), (3)', true);
    expect(failed).toMatchObject({
      effects: [],
      rows: [],
      error: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY', message: 'UNIQUE constraint failed: t.id' },
    });
    expect(await valueOf(lite, 'SELECT count(*) FROM t')).toBe('1');
    expect(rowsLine(await lite.observe('INSERT INTO t VALUES (4)', true))).toBe('t +1');
    await mustRun(lite, ['COMMIT']);
  });

  test('that rolls back takes the transaction with it, as it does anywhere', async () => {
    const lite = await opened({}, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY)',
      'BEGIN',
      'INSERT INTO t VALUES (1)',
    ]);
    const failed = await lite.observe('INSERT OR ROLLBACK INTO t VALUES (1)', true);
    expect(failed.error?.code).toBe('SQLITE_CONSTRAINT_PRIMARYKEY');
    expect(await lite.run('COMMIT')).toMatchObject({
      error: { message: 'cannot commit - no transaction is active' },
    });
  });

  test('is told where its text is wrong', async () => {
    const lite = await opened({}, ['CREATE TABLE t (id INT)']);
    expect(await lite.observe("SELECT 'ä', missing FROM t", true)).toMatchObject({
      error: { code: 'SQLITE_ERROR', message: 'no such column: missing', position: 13 },
    });
    expect(await lite.observe('SELEKT 1', true)).toMatchObject({ error: { position: 1 } });
    expect(await lite.run("SELECT '😀'; SELECT 1;\n SELECT missing()")).toMatchObject({
      error: { message: 'no such function: missing', position: 31 },
    });
  });
});

describe('locks', () => {
  test('beside a write-ahead log readers go on, also when a migration asks for one', async () => {
    const lite = await opened({}, ['CREATE TABLE t (id INT)', 'INSERT INTO t VALUES (1), (2)']);
    const effect = async (sql: string): Promise<unknown> => (await lite.observe(sql, true)).effects[0];
    expect(await effect('UPDATE t SET id = 3')).toMatchObject({
      lock: 'EXCLUSIVE',
      blocks: 'reads-and-writes',
    });
    expect(await effect('SELECT count(*) FROM t')).toMatchObject({ lock: 'SHARED', blocks: 'writes' });
    await mustRun(lite, ['PRAGMA journal_mode = WAL']);
    expect(await effect('UPDATE t SET id = 4')).toMatchObject({ lock: 'RESERVED', blocks: 'writes' });
    expect(await effect('SELECT count(*) FROM t')).toMatchObject({ lock: 'SHARED', blocks: 'nothing' });
  });

  test('the time that a writer waits for others is told', async () => {
    const lite = await opened({}, ['CREATE TABLE t (id INT)', 'PRAGMA busy_timeout = 1500']);
    expect((await lite.observe('DROP TABLE t', true)).lockTimeout).toBe(1500);
  });
});
