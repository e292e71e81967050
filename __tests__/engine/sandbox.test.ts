import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { openPglite } from '../../src/dialects/postgres/engines/pglite.ts';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { hostileLibrary } from './hostile-library.ts';
import { mustRun, openEngine, valueOf } from './open-engine.ts';

const PROOF = '/tmp/holdpoint-escaped';

describe('hostile SQL', () => {
  let engine: EmbeddedPostgres;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());

  test('a library written by SQL is not loaded, and its JavaScript is not run', async () => {
    const hex = Buffer.from(hostileLibrary(`require('fs').writeFileSync('${PROOF}','')`)).toString('hex');
    await mustRun(engine, [
      'CREATE TABLE held (id oid)',
      `INSERT INTO held SELECT lo_from_bytea(0, decode('${hex}', 'hex'))`,
      "SELECT lo_export(id, '/tmp/hostile.so') FROM held",
    ]);
    const outcome = await engine.run("LOAD '/tmp/hostile.so'");
    expect(outcome).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('could not load') },
    });
    const function_ = await engine.run(
      "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '/tmp/hostile.so', 'f'",
    );
    expect(function_.ok).toBe(false);
    expect(existsSync(PROOF)).toBe(false);
    expect(await valueOf(engine, 'SELECT 1')).toBe('1');
  });

  test.each([
    ["COPY (SELECT 1) TO PROGRAM 'touch /tmp/holdpoint-escaped'"],
    ["CREATE TEMP TABLE t (a text); COPY t FROM PROGRAM 'id'"],
    ["SELECT pg_read_file('/etc/passwd')"],
    ["COPY (SELECT 1) TO '/work/escaped'"],
    ["SELECT lo_import('/etc/passwd')"],
    [
      'CREATE FUNCTION r() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$; CREATE OR REPLACE FUNCTION r() RETURNS int LANGUAGE sql AS $$ SELECT r() $$; SELECT r()',
    ],
    ["SELECT repeat('x', 1000000000)"],
    [`SELECT 1${'+1'.repeat(50_000)}`],
    ['COPY pg_class FROM STDIN'],
  ])('ends in an error, and the engine goes on, case %#', async (sql) => {
    const outcome = await engine.run(sql);
    expect(outcome.ok).toBe(false);
    expect(existsSync(PROOF)).toBe(false);
    expect(await valueOf(engine, 'SELECT 1')).toBe('1');
  });

  test('only the engine’s own files are there', async () => {
    const [outcome] = await mustRun(engine, ["SELECT pg_ls_dir('/') AS name ORDER BY 1"]);
    expect(outcome).toMatchObject({
      rows: ['dev', 'home', 'pglite', 'proc', 'tmp'].map((name) => ({ name })),
    });
  });

  test('the child has nothing of our environment and no files but its own', () => {
    const pid = childOfThisProcess();
    const names = readFileSync(`/proc/${pid}/environ`, 'latin1')
      .split('\0')
      .map((each) => each.split('=')[0]);
    expect(names.filter((name) => name && !name.startsWith('NODE_CHANNEL_'))).toEqual(['GLIBC_TUNABLES']);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
    expect(command).toContain('--disallow-code-generation-from-strings');
    expect(command).toMatch(/--(experimental-)?permission\0--allow-fs-read=[^\0]*dist\/engine\/\*\0/);
  });
});

describe('limits', () => {
  test.each([
    ['SELECT pg_sleep(1e9)'],
    ['WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i FROM n) SELECT count(*) FROM n'],
    ['DO $$ BEGIN LOOP END LOOP; END $$'],
  ])('a statement that does not end is killed: %s', async (sql) => {
    const engine = await openEngine({ statementDeadline: 1500 });
    const pid = childOfThisProcess();
    await expect(engine.run(sql)).rejects.toMatchObject({
      facts: { code: 'engine-timeout', title: expect.stringContaining('1.5 s') },
    });
    await engine.close();
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    await expect(engine.run('SELECT 1')).rejects.toMatchObject({ facts: { code: 'engine-timeout' } });
  });

  test('the whole rehearsal has a limit too', async () => {
    // On a busy machine the start alone may take longer.
    const short = async (): Promise<never> => {
      const engine = await openEngine({ deadline: 2000 });
      for (;;) await engine.run('SELECT pg_sleep(1)');
    };
    await expect(short()).rejects.toMatchObject({
      facts: { code: 'engine-timeout', title: expect.stringContaining('2 s') },
    });
  });

  test('what eats memory is killed', async () => {
    const engine = await openEngine({ memory: 400 * 1024 * 1024, statementDeadline: 60_000 });
    const bomb = engine.run(
      'CREATE TABLE big AS SELECT repeat(md5(n::text), 100) FROM generate_series(1, 10000000) n',
    );
    await expect(bomb).rejects.toMatchObject({
      facts: { code: 'engine-memory', title: expect.stringContaining('400 MiB') },
    });
    await engine.close();
  });

  test('a long base of short statements is not one long statement', async () => {
    const engine = await openEngine({ statementDeadline: 3000 });
    const outcomes = await engine.runAll(
      Array.from({ length: 100 }, () => 'SELECT pg_sleep(3)'),
      true,
    );
    expect(outcomes).toHaveLength(100);
    await engine.close();
  });

  test('a process that ends is reported', async () => {
    const engine = await openEngine();
    process.kill(Number(childOfThisProcess()), 'SIGKILL');
    await expect(engine.run('SELECT 1')).rejects.toMatchObject({ facts: { code: 'engine-crashed' } });
    await engine.close();
  });

  test('closing twice and while starting is safe', async () => {
    const engine = await openPglite({
      extensions: [],
      deadline: 60_000,
      statementDeadline: 60_000,
      memory: 1 << 30,
    });
    await Promise.all([engine.close(), engine.close()]);
  });
});

/** The engine's process: the one child of this process that runs child.js. */
function childOfThisProcess(): string {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').trim().split(' ');
  const engines = children.filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('child.js'),
  );
  if (engines.length !== 1 || engines[0] === undefined)
    throw new Error(`${engines.length} engines are running`);
  return engines[0];
}
