import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { createCheckout, removeFolders, temporaryFolder, writeFiles } from '../git/checkout.ts';
import { writeStatistics } from '../../src/statistics/write-statistics.ts';
import { statisticsOf, tableOf } from '../statistics/sizes.ts';
import { beside, onServer, SERVER, urlWith } from '../postgres-server/server.ts';
import { CUSTOMERS, history } from './history.ts';
import { runHoldpoint, type Run } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const PEOPLE = 'CREATE TABLE people (id bigint PRIMARY KEY, age integer)';
const INDEX = "SET lock_timeout = '2s';\nCREATE INDEX customers_name_idx ON customers (name);\n";
const TODAY = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
const DAY = TODAY.slice(0, 10);

function sizes(rows: number, bytes: number, takenAt = TODAY): string {
  return writeStatistics(statisticsOf([tableOf('customers', { rows, bytes })], { takenAt }));
}

function review(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Run> {
  const folder = history({ '0002_index.sql': INDEX });
  writeFiles(folder, files);
  return runHoldpoint(['review', 'migrations', '--since', '0001', ...args], { cwd: folder });
}

interface Told {
  readonly verdict: { readonly outcome: string };
  readonly projects: readonly {
    readonly estimates?: readonly { readonly seconds: number; readonly small: boolean }[];
    readonly migrations: readonly {
      readonly statements: readonly {
        readonly findings: readonly {
          readonly rule: string;
          readonly severity: string;
          readonly evidence: readonly string[];
        }[];
      }[];
    }[];
  }[];
}

function told({ stdout }: Run): Told {
  return JSON.parse(stdout) as Told;
}

function buildFinding(run: Run): { severity: string | undefined; last: string | undefined } {
  const findings = told(run).projects[0]?.migrations[0]?.statements.flatMap((each) => each.findings) ?? [];
  const found = findings.find(({ rule }) => rule === 'index-build-blocks-writes');
  return { severity: found?.severity, last: found?.evidence.at(-1) };
}

describe('a review with the sizes of the tables', () => {
  test.concurrent('says how long a large table is held', async () => {
    const run = await review({ '.holdpoint/stats.json': sizes(48_000_000, 7.2e9) }, '--format', 'json');

    expect(run.code).toBe(1);
    expect(told(run).projects[0]?.estimates).toMatchObject([{ seconds: 240, small: false }]);
    expect(buildFinding(run)).toEqual({
      severity: 'block',
      last: `about 4 min on customers: 48,000,000 rows in 7.2 GB as of ${DAY}`,
    });
  });

  test.concurrent('old ones make no table small, and it is said', async () => {
    const old = sizes(12, 8192, '2020-01-01T00:00:00Z');
    const { code, stderr } = await review({ '.holdpoint/stats.json': old });

    expect(code).toBe(1);
    expect(stderr).toContain('was taken on 2020-01-01, which is not within the last 90 days');
  });

  test.concurrent('the configuration names the file, the rates and what is small', async () => {
    const yaml = 'stats: sizes.json\nrates: { index-build: 1MB/s }\nsmall-tables: { rows: 50, time: 1min }\n';
    const files = { '.holdpoint.yml': yaml, 'sizes.json': sizes(12, 30e6) };
    const run = await review(files, '--format', 'json');

    expect({ code: run.code, outcome: told(run).verdict.outcome }).toEqual({ code: 0, outcome: 'go' });
    expect(told(run).projects[0]?.estimates).toMatchObject([{ seconds: 30, small: true }]);
    expect(buildFinding(run).severity).toBe('note');
  });

  test.concurrent('--stats names a file from the working folder, and it has to be there', async () => {
    const { code, stderr } = await review({}, '--stats', 'none.json');

    expect(code).toBe(64);
    expect(stderr).toContain('There is no statistics file none.json.');
  });

  test.concurrent('a file that cannot be used stops the review', async () => {
    const broken = sizes(12, 8192).replace('"rows": 12', '"rows": -12');
    const { code, stdout, stderr } = await review({ 'mine.json': broken }, '--stats', 'mine.json');

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain('mine.json: tables[0].rows has to be a number that is not negative; it is -12.');
    expect(stderr).toContain('Write it anew with holdpoint stats, or remove it.');
  });
});

describe('holdpoint stats', () => {
  const stats = (...args: readonly string[]): Promise<Run> =>
    runHoldpoint(['stats', ...args], { cwd: temporaryFolder() });

  test.concurrent.each([
    ['no URL', [], 'No database is named.'],
    ['no URL of a database', ['--database-url', 'nonsense:hush'], 'The database URL cannot be read.'],
    [
      'nobody there',
      ['--database-url', 'postgres://me:hush@127.0.0.1:1/shop'],
      'There is no PostgreSQL server at 127.0.0.1:1/shop',
    ],
    [
      'MySQL',
      ['--database-url', 'mysql://me:hush@db/shop'],
      'Holdpoint cannot read the sizes of a mysql database yet.',
    ],
    [
      'SQLite',
      ['--database-url', 'file:shop.db'],
      'Holdpoint cannot read the sizes of a sqlite database yet.',
    ],
    [
      'a dialect that the URL is not',
      ['--database-url', 'postgres://me:hush@db/shop', '--dialect', 'mysql'],
      '--dialect says mysql, and the database URL is one of postgres.',
    ],
    [
      'a dialect that there is not',
      ['--database-url', 'postgres://me:hush@db/shop', '--dialect', 'oracle'],
      '--dialect has to be one of postgres, mysql, sqlite.',
    ],
  ])('%s leaves with 64 and tells nothing of the URL', async (_, args, title) => {
    const { code, stdout, stderr } = await stats(...args);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(title);
    expect(stderr).not.toContain('hush');
  });

  onServer('writes to the root of the repository what a review then reads', async () => {
    const checkout = createCheckout();
    const { folder } = checkout;
    checkout.write({ 'db/migrations/0001_customers.sql': CUSTOMERS });
    const env = { HOLDPOINT_STATS_URL: SERVER };
    const run = await runHoldpoint(['stats'], { cwd: join(folder, 'db'), env });
    const path = join(folder, '.holdpoint/stats.json');

    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^Written: [.]holdpoint\/stats[.]json \(\d+ tables? of postgres \d+[.]\d+, 0 replicas\)/,
    );
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      format: 1,
      dialect: 'postgres',
      replicas: 0,
    });
    const shown = await runHoldpoint(['stats', '--output', '-'], { cwd: temporaryFolder(), env });
    expect(JSON.parse(shown.stdout)).toMatchObject({ format: 1, dialect: 'postgres' });
    expect(existsSync(join(folder, 'db/.holdpoint'))).toBe(false);
  });

  onServer('tells of rows in production that a migration must fail on', async () => {
    const database = 'holdpoint_refused';
    await beside(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await beside(`CREATE DATABASE ${database}`);
    const url = urlWith({ pathname: database });
    await beside(PEOPLE, url);
    await beside('INSERT INTO people SELECT n, n % 90 FROM generate_series(1, 20000) n', url);
    await beside('ANALYZE', url);
    const unique = 'CREATE UNIQUE INDEX CONCURRENTLY people_age ON people (age);\n';
    const folder = temporaryFolder();
    writeFiles(folder, {
      'migrations/0001_people.sql': `${PEOPLE};\n`,
      'migrations/0002_unique.sql': unique,
    });
    const stats = join(folder, 'stats.json');
    await runHoldpoint(['stats', '--output', stats], { cwd: folder, env: { HOLDPOINT_STATS_URL: url } });
    const [refused] = await Promise.allSettled([beside(unique, url)]);
    await beside(`DROP DATABASE ${database} WITH (FORCE)`);
    const args = ['review', 'migrations', '--since', '0001', '--stats', stats];
    const { code, stdout } = await runHoldpoint(args, { cwd: folder });

    expect(refused).toMatchObject({ status: 'rejected', reason: { code: '23505' } });
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /fails on your rows: as of \d{4}-\d\d-\d\d people[.]age had about 90 different values in 20,000 rows[.]/,
    );
    expect(stdout).toContain('GROUP BY age HAVING count(*) > 1');
  });
});
