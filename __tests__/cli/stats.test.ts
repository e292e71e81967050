import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { createCheckout, removeFolders, temporaryFolder, writeFiles } from '../git/checkout.ts';
import { writeStatistics } from '../../src/statistics/write-statistics.ts';
import { statisticsOf, tableOf } from '../statistics/sizes.ts';
import { onServer, SERVER } from '../postgres-server/server.ts';
import { CUSTOMERS, history } from './history.ts';
import { runHoldpoint, type Run } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const CHECK =
  "SET lock_timeout = '2s';\nALTER TABLE customers ADD CONSTRAINT named CHECK (name IS NOT NULL) NO INHERIT;\n";
const TODAY = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
const DAY = TODAY.slice(0, 10);

function sizes(
  rows: number,
  bytes: number,
  takenAt = TODAY,
  dialect: 'postgres' | 'mysql' = 'postgres',
): string {
  return writeStatistics(statisticsOf([tableOf('customers', { rows, bytes })], { takenAt, dialect }));
}

function review(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Run> {
  const folder = history({ '0002_check.sql': CHECK });
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

function blockingFinding(run: Run): { severity: string | undefined; evidence: readonly string[] } {
  const findings = told(run).projects[0]?.migrations[0]?.statements.flatMap((each) => each.findings) ?? [];
  const found = findings.find(({ rule }) => rule === 'constraint-validation-blocks');
  return { severity: found?.severity, evidence: found?.evidence ?? [] };
}

describe('a review with the sizes of the tables', () => {
  test.concurrent('says how long a large table is held, in every format', async () => {
    const files = { '.holdpoint/stats.json': sizes(48_000_000, 24e9) };
    const [text, markdown, json] = await Promise.all(
      ['text', 'markdown', 'json'].map((format) => review(files, '--format', format)),
    );

    expect(text?.code).toBe(1);
    expect(text?.stdout).toContain('full scan ≈ 4 min at 24 GB');
    expect(markdown?.stdout).toContain('full scan ≈ 4 min at 24 GB');
    expect(told(json as Run).projects[0]?.estimates).toMatchObject([{ seconds: 240, small: false }]);
    expect(blockingFinding(json as Run)).toMatchObject({ severity: 'block' });
    expect(blockingFinding(json as Run).evidence).toContain(
      `about 4 min on customers: 48,000,000 rows in 24 GB as of ${DAY}`,
    );
  });

  test.concurrent('a small table is a note and no alarm', async () => {
    const run = await review({ '.holdpoint/stats.json': sizes(12, 8192) }, '--format', 'json');

    expect({ code: run.code, outcome: told(run).verdict.outcome }).toEqual({ code: 0, outcome: 'go' });
    expect(blockingFinding(run).severity).toBe('note');
    expect(blockingFinding(run).evidence).toContain(
      `a note, since customers is small: 12 rows in 8.2 kB as of ${DAY}`,
    );
  });

  test.concurrent('nothing of it is there without a file', async () => {
    const run = await review({}, '--format', 'json');

    expect(run.code).toBe(1);
    expect(told(run).projects[0]).not.toHaveProperty('estimates');
    expect(blockingFinding(run).severity).toBe('block');
  });

  test.concurrent.each([
    [
      'old ones',
      sizes(12, 8192, '2020-01-01T00:00:00Z'),
      'was taken on 2020-01-01, which is not within the last 90 days',
    ],
    [
      'those of another dialect',
      sizes(12, 8192, TODAY, 'mysql'),
      'is of a mysql database and says nothing of migrations.',
    ],
    [
      'those of another database',
      sizes(12, 8192).replaceAll('customers', 'planets'),
      'lacks most tables of migrations',
    ],
  ])('%s make no table small, and it is said', async (_, text, notice) => {
    const run = await review({ '.holdpoint/stats.json': text }, '--format', 'json');

    expect(run.code).toBe(1);
    expect(blockingFinding(run).severity).toBe('block');
    expect(run.stderr).toContain(`.holdpoint/stats.json: .holdpoint/stats.json ${notice}`);
  });

  test.concurrent('the configuration names the file, the rates and what is small', async () => {
    const yaml = 'stats: sizes.json\nrates: { scan: 1MB/s }\nsmall-tables: { rows: 5, time: 1min }\n';
    const files = { '.holdpoint.yml': yaml, 'sizes.json': sizes(12, 30e6) };
    const run = await review(files, '--format', 'json');
    const larger = { ...files, '.holdpoint.yml': yaml.replace('rows: 5', 'rows: 50') };

    expect(told(run).projects[0]?.estimates).toMatchObject([{ seconds: 30, small: false }]);
    expect((await review(larger, '--format', 'json')).code).toBe(1);
    const smaller = { ...larger, 'sizes.json': sizes(12, 20e6) };
    expect(blockingFinding(await review(smaller, '--format', 'json')).severity).toBe('note');
  });

  test.concurrent('--stats names a file from the working folder, and it has to be there', async () => {
    const run = await review({ 'other.json': sizes(12, 8192) }, '--format', 'json', '--stats', 'other.json');
    const none = await review({}, '--stats', 'none.json');

    expect(run.code).toBe(0);
    expect({ code: none.code, stderr: none.stderr }).toEqual({
      code: 64,
      stderr: expect.stringContaining('There is no statistics file none.json.') as unknown as string,
    });
  });

  test.concurrent('a file that cannot be used stops the review', async () => {
    const broken = sizes(12, 8192).replace('"rows": 12', '"rows": -12');
    const { code, stdout, stderr } = await review({ '.holdpoint/stats.json': broken });

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(
      '.holdpoint/stats.json: tables[0].rows has to be a number that is not negative; it is -12.',
    );
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
    const { folder, write } = createCheckout();
    write({ 'db/migrations/0001_customers.sql': CUSTOMERS });
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
});
