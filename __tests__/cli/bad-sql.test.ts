import { afterAll, describe, expect, test } from '@jest/globals';
import { cpSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { removeFolders, temporaryFolder } from '../git/checkout.ts';
import { CUSTOMERS, history, PHONE } from './history.ts';
import { runHoldpoint, type Run, type RunOptions } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const SINCE = ['review', 'migrations', '--since', '0001'];
/** The statement before the bad one, as the report must still tell it. */
const STILL_TOLD = /^ +2 +ALTER TABLE customers .*expand +reads and writes: customers/m;

function review(sql: string, args: readonly string[] = [], options: RunOptions = {}): Promise<Run> {
  const cwd = history({ '0002_change.sql': `${PHONE}${sql}` });
  return runHoldpoint([...SINCE, ...args], { cwd, ...options });
}

/** The report as one line, so that a sentence is found wherever it is wrapped. */
function unwrapped({ stdout }: Run): string {
  return stdout.replaceAll(/\s+/g, ' ');
}

describe('a statement that stops the engine is named, and what ran before it is still reported', () => {
  const many = 'SELECT repeat(md5(n::text), 99) FROM generate_series(1, 50000000) n';

  test.concurrent.each([
    ['sleeps for ever', 'SELECT pg_sleep(1e9);', '--statement-seconds 2', 'ran longer than 2 s'],
    [
      'never ends',
      'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n FROM r) SELECT count(*) FROM r;',
      '--statement-seconds 2',
      'ran longer than 2 s',
    ],
    ['eats memory', `CREATE TABLE eater AS ${many};`, '--memory-mb 256', 'took more than 256 MiB of memory'],
  ])('%s', async (...row) => {
    const [, sql, limit, words] = row;
    const run = await review(`${sql}\nALTER TABLE customers ADD COLUMN fax text;\n`, limit.split(' '));

    expect(run.code).toBe(2);
    expect(unwrapped(run)).toMatch(
      /^HOLD - What 0002_change\.sql:3 and the statements after it do is unknown\./,
    );
    expect(unwrapped(run)).toContain(words);
    expect(run.stdout).toMatch(STILL_TOLD);
    expect(run.stdout).toMatch(/^ +4 +ALTER TABLE customers .*not run/m);
  });

  test.concurrent('in a shipped migration: what the change does is unknown', async () => {
    const cwd = history({ '0002_change.sql': PHONE }, `${CUSTOMERS}SELECT pg_sleep(1e9);\n`);
    const run = await runHoldpoint([...SINCE, '--statement-seconds', '2'], { cwd });

    expect(run.code).toBe(2);
    expect(unwrapped(run)).toContain('The replay stopped in 0001_customers.sql.');
  });

  test.concurrent('in a down file: the migration itself is still reported', async () => {
    const cwd = temporaryFolder();
    cpSync(history({ '0002_change.up.sql': PHONE, '0002_change.down.sql': 'SELECT pg_sleep(1e9);' }), cwd, {
      recursive: true,
    });
    const run = await runHoldpoint([...SINCE, '--statement-seconds', '2'], { cwd });

    expect(run.code).not.toBe(0);
    expect(run.stdout).toMatch(STILL_TOLD);
    expect(unwrapped(run)).toContain('A statement ran longer than 2 s in the rehearsal and was stopped.');
  });
});

describe('SQL that reaches for files, programs or networks of the server is not a go and reaches nothing', () => {
  /** In the engine's own file system there is a `/tmp`, too. */
  const target = `/tmp/holdpoint-escaped-${process.pid}`;

  const FAILS = / fails on the schema|The statement fails/;
  const OUTSIDE = /What .* does outside of the database/;

  test.concurrent.each<[string, string, number, RegExp]>([
    ['COPY … FROM PROGRAM', `COPY customers FROM PROGRAM 'touch ${target}';`, 1, FAILS],
    ['COPY … TO PROGRAM', `COPY customers TO PROGRAM 'tee ${target}';`, 1, FAILS],
    ['COPY to a file, under the lock of line 2', `COPY customers TO '${target}';`, 1, OUTSIDE],
    ['reading a file', "SELECT pg_read_file('/etc/passwd');", 1, FAILS],
    ["reading one of the server's own", "SELECT pg_read_file('PG_VERSION');", 2, OUTSIDE],
    ['reading one in a block', "DO $$ BEGIN PERFORM pg_ls_dir('.'); END $$;", 2, OUTSIDE],
    ['importing a file', "SELECT lo_import('/etc/passwd');", 1, FAILS],
    ['exporting a file', `SELECT lo_export(lo_from_bytea(4711, 'x'), '${target}');`, 1, FAILS],
    ['loading a library', `LOAD '${target}';`, 1, FAILS],
    ['the network', "CREATE EXTENSION dblink; SELECT dblink_connect('host=127.0.0.1');", 2, OUTSIDE],
  ])('%s', async (_, sql, code, words) => {
    const run = await review(`${sql}\n`);

    expect(unwrapped(run)).toMatch(words);
    expect(run.code).toBe(code);
    expect(run.stdout).toMatch(STILL_TOLD);
    expect(run.stdout).not.toContain('root:');
    expect(existsSync(target)).toBe(false);
  });
});

describe('SQL that cannot be used', () => {
  test.concurrent('unreadable in the middle: its line and the parser’s words, the rest is run', async () => {
    const run = await review('ALTER TABEL customers;\nALTER TABLE customers ADD COLUMN fax text;\n');

    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^NO-GO\n/);
    expect(unwrapped(run)).toContain('syntax error at or near "TABEL"');
    expect(run.stdout).toMatch(/^ +3 +ALTER TABEL .*cannot be read/m);
    expect(run.stdout).toMatch(STILL_TOLD);
    expect(run.stdout).toMatch(/^ +4 +ALTER TABLE customers .*expand/m);
  });

  test.concurrent('a shipped statement that fails is told with its place, and the rest goes on', async () => {
    const cwd = history({ '0002_change.sql': PHONE }, `${CUSTOMERS}SELECT no_such_function();\n`);
    const run = await runHoldpoint(SINCE, { cwd });

    expect(run.code).toBe(2);
    expect(unwrapped(run)).toContain('function no_such_function() does not exist');
    expect(run.stdout).toMatch(/0001_customers\.sql:2\)/);
    expect(run.stdout).toMatch(STILL_TOLD);
  });
});

describe('an installation that is not whole', () => {
  /** `dist` without the files whose path holds one of these words. */
  function without(...words: readonly string[]): string {
    const folder = temporaryFolder();
    const kept = (path: string): boolean =>
      !words.some((word) => path.slice(resolve('dist').length).includes(word));
    cpSync('dist', folder, { recursive: true, filter: (path) => kept(resolve(path)) });
    return join(folder, 'cli.js');
  }

  test.concurrent.each([
    ['no engine', ['/engine'], 'The embedded database is not installed'],
    ['half an engine', ['/pgdata', '/extensions'], 'The embedded database stopped'],
  ])('%s: a hold that says so, with what the manual says', async (_, words, told) => {
    const run = await review('', [], { entry: without(...words) });

    expect(run.code).toBe(2);
    expect(unwrapped(run)).toMatch(/^HOLD - What the migrations of migrations do is unknown\./);
    expect(unwrapped(run)).toContain(told);
    expect(run.stdout).toMatch(/^ +2 +ALTER TABLE customers .*not run/m);
  });

  test.concurrent('no parser: our own failure, with 70 and a request to report it', async () => {
    const run = await review('', [], { entry: without('/engine', '.wasm') });

    expect(run.code).toBe(70);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('this is a mistake of Holdpoint');
  });
});
