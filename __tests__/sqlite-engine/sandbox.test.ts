import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import type { Engine } from '../../src/model/engine.ts';
import { mustRun, valueOf } from '../engine/open-engine.ts';
import { openEngine } from './open-engine.ts';

const FILE = '/tmp/holdpoint-escaped.db';

describe('hostile SQL', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine();
    await mustRun(engine, ['CREATE TABLE t (id INT)', 'INSERT INTO t VALUES (1)']);
  });
  afterAll(() => engine.close());

  test.each([
    [`ATTACH '${FILE}' AS other`, 'SQLITE_AUTH', 'no files'],
    [`ATTACH '/tmp/' || 'holdpoint-escaped.db' AS other`, 'SQLITE_AUTH', 'no files'],
    [`ATTACH 'file:${FILE}?mode=rwc' AS other`, 'SQLITE_AUTH', 'no files'],
    [`VACUUM INTO '${FILE}'`, 'SQLITE_AUTH', 'no files'],
    ['PRAGMA writable_schema = ON', 'SQLITE_AUTH', 'PRAGMA writable_schema is closed'],
    ["PRAGMA temp_store_directory = '/tmp'", 'SQLITE_AUTH', 'PRAGMA temp_store_directory is closed'],
    ['PRAGMA hard_heap_limit = 9999999999', 'SQLITE_AUTH', 'PRAGMA hard_heap_limit is closed'],
    ["SELECT * FROM pragma_writable_schema('on')", 'SQLITE_ERROR', ''],
    ["SELECT load_extension('/tmp/x.so')", 'SQLITE_ERROR', ''],
    ["SELECT readfile('/etc/passwd')", 'SQLITE_ERROR', ''],
    [`SELECT writefile('${FILE}', 'x')`, 'SQLITE_ERROR', ''],
    ["UPDATE sqlite_schema SET sql = 'CREATE TABLE x (y)'", 'SQLITE_ERROR', ''],
    ['DELETE FROM sqlite_schema', 'SQLITE_ERROR', ''],
    ['UPDATE sqlite_dbpage SET data = zeroblob(4096) WHERE pgno = 1', 'SQLITE_ERROR', ''],
    ['SELECT zeroblob(2000000000)', 'SQLITE_TOOBIG', ''],
    ["SELECT printf('%.*c', 900000000, 'x')", 'SQLITE_TOOBIG', ''],
    [`SELECT 1${'+1'.repeat(50_000)}`, 'SQLITE_ERROR', ''],
    [`SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`, 'SQLITE_ERROR', ''],
    ['SELECT 1\0; DROP TABLE t', 'SQLITE_ERROR', 'UTF-8'],
  ])('is refused, and the engine goes on, case %#: %.60s', async (sql, code, hint) => {
    for (const outcome of [await engine.run(sql), await engine.observe(sql, true)]) {
      const error = 'ok' in outcome ? (outcome.ok ? null : outcome.error) : outcome.error;
      expect(error?.code).toBe(code);
      expect(error?.hint ?? '').toContain(hint);
    }
    expect(existsSync(FILE)).toBe(false);
    expect(await valueOf(engine, 'SELECT count(*) FROM t')).toBe('1');
  });

  test('a database in memory may be attached, and its tables are not told as ours', async () => {
    await mustRun(engine, ["ATTACH ':memory:' AS other", 'CREATE TABLE other.t (id INT)']);
    expect(await engine.observe('INSERT INTO other.t VALUES (1), (2)', true)).toMatchObject({
      effects: [],
      rows: [],
      error: null,
    });
    await mustRun(engine, ['DETACH other']);
  });

  test('a table that runs away meets the limit of memory and leaves the engine alive', async () => {
    const small = await openEngine({}, { memory: 200 * 1024 * 1024 });
    await mustRun(small, ['CREATE TABLE t (b BLOB)']);
    const outcome = await small.run(
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO t SELECT zeroblob(1000000) FROM n',
    );
    expect(outcome).toMatchObject({ ok: false, error: { code: 'SQLITE_NOMEM' } });
    expect(await valueOf(small, 'SELECT count(*) FROM t')).toBe('0');
    await small.close();
  });
});

describe('limits', () => {
  test('a statement that does not end is stopped', async () => {
    const engine = await openEngine({}, { statementDeadline: 1000 });
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
    const told = { facts: { code: 'engine-timeout', title: expect.stringContaining('1 s') } };
    await expect(engine.observe(endless, true)).rejects.toMatchObject(told);
    await expect(engine.run('SELECT 1')).rejects.toMatchObject(told);
    await engine.close();
  });

  test('the whole rehearsal has a limit too', async () => {
    const short = async (): Promise<never> => {
      const engine = await openEngine({}, { deadline: 1500 });
      for (;;) await engine.run('SELECT 1');
    };
    await expect(short()).rejects.toMatchObject({ facts: { code: 'engine-timeout' } });
  });
});
