import { beforeAll, describe, expect, test } from '@jest/globals';
import { extensionsOf, prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import { displayName, quoteIdentifier } from '../../src/dialects/postgres/quote.ts';
import { read, readOne } from './read.ts';

beforeAll(prepareParser);

describe('statements that the server refuses in a transaction block', () => {
  test.each([
    'CREATE INDEX CONCURRENTLY i ON a (b)',
    'DROP INDEX CONCURRENTLY i',
    'REINDEX TABLE CONCURRENTLY a',
    'REINDEX (CONCURRENTLY true) INDEX i',
    'REINDEX SCHEMA s',
    'REINDEX DATABASE d',
    'REINDEX SYSTEM d',
    'VACUUM',
    'VACUUM (ANALYZE) a',
    'VACUUM FULL a',
    'ALTER SYSTEM SET work_mem = 1',
    'CREATE DATABASE d',
    'DROP DATABASE d',
    'ALTER DATABASE d SET TABLESPACE t',
    "CREATE TABLESPACE t LOCATION '/t'",
    'DROP TABLESPACE t',
    "CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p",
    'DROP SUBSCRIPTION s',
    'ALTER SUBSCRIPTION s REFRESH PUBLICATION',
    'ALTER TABLE a DETACH PARTITION b CONCURRENTLY',
    'CLUSTER',
    'DISCARD ALL',
    "COMMIT PREPARED 'x'",
    'DO $$ BEGIN DELETE FROM a; COMMIT; END $$',
  ])('%s', (sql) => {
    expect(readOne(sql).runsInTransaction).toBe(false);
  });

  test.each([
    'CREATE INDEX i ON a (b)',
    'DROP INDEX i',
    'REINDEX TABLE a',
    'REINDEX (CONCURRENTLY false) INDEX i',
    'ANALYZE a',
    'CLUSTER a',
    'DISCARD PLANS',
    'ALTER DATABASE d SET work_mem = 1',
    'ALTER TABLE a DETACH PARTITION b',
    'ALTER TYPE mood ADD VALUE $$a$$',
    'CALL run()',
    'BEGIN',
    `DO $$ BEGIN RAISE NOTICE 'COMMIT'; /* COMMIT */ END $$`,
  ])('not %s', (sql) => {
    expect(readOne(sql.replace('$$a$$', "'a'")).runsInTransaction).toBe(true);
  });
});

describe('summaries', () => {
  test.each([
    [
      'ALTER   TABLE\n\tusers -- why\n ADD /* x */ COLUMN email text',
      'ALTER TABLE users ADD COLUMN email text',
    ],
    ['SELECT a,b FROM  c', 'SELECT a,b FROM c'],
    [
      'CREATE INDEX CONCURRENTLY users_email_and_organization_idx ON users (email, organization_id)',
      'CREATE INDEX CONCURRENTLY users_email_and_organization_idx ON users (email,…',
    ],
    [`SELECT '${'é'.repeat(200)}'`, `SELECT '${'é'.repeat(71)}…`],
    [`SELECT '${'😀'.repeat(200)}'`, `SELECT '${'😀'.repeat(35)}…`],
    ['DO $$\nBEGIN\n  NULL;\nEND $$', 'DO $$ BEGIN NULL; END $$'],
    ['DO $$\nBEGIN -- why\n  /* x */ NULL;\nEND $$', 'DO $$ BEGIN NULL; END $$'],
    [
      `DO $$\nBEGIN\n  -- ${'why '.repeat(40)}\n  ALTER TABLE audit_log_entries ENABLE ROW LEVEL SECURITY;\n  ALTER TABLE t ADD a int;\nEND $$`,
      'DO $$ BEGIN ALTER TABLE audit_log_entries ENABLE ROW LEVEL SECURITY; ALTER…',
    ],
  ])('%j', (sql, summary) => {
    expect(readOne(sql).summary).toBe(summary);
    expect(summary.length).toBeLessThanOrEqual(80);
  });
});

describe('names', () => {
  test.each([
    ['users', 'users'],
    ['Users', '"Users"'],
    ['user', '"user"'],
    ['values', '"values"'],
    ['name', 'name'],
    ['a b', '"a b"'],
    ['a"b', '"a""b"'],
    ['1a', '"1a"'],
    ['a$b', '"a$b"'],
    ['', '""'],
    ['ñandú', '"ñandú"'],
  ])('quoteIdentifier(%j)', (name, quoted) => {
    expect(quoteIdentifier(name)).toBe(quoted);
  });

  test('public is left out', () => {
    expect(displayName('public', 'users')).toBe('users');
    expect(displayName(null, 'order')).toBe('"order"');
    expect(displayName('Sales', 'orders')).toBe('"Sales".orders');
  });
});

test('extensions are named as the catalog knows them', () => {
  const text =
    'CREATE EXTENSION "uuid-ossp"; SELECT (; DO $$BEGIN create extension if not exists HSTORE; END$$; CREATE EXTENSION hstore';
  expect(extensionsOf([{ path: 'a.sql', text, defect: null }])).toEqual(['hstore', 'uuid-ossp']);
});

describe('input that is too much for the parser', () => {
  test.each([
    ['parentheses', `SELECT ${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['additions', `SELECT ${'1+'.repeat(100_000)}1`],
    ['cases', `SELECT ${'CASE WHEN a THEN '.repeat(10_000)}1${' END'.repeat(10_000)}`],
  ])('%s', async (_title, sql) => {
    expect(read(`${sql};SELECT 2`).map(({ kind }) => kind)).toEqual(['unreadable', 'readable']);
    await prepareParser();
    expect(read('SELECT 1; SELECT 2').map(({ kind }) => kind)).toEqual(['readable', 'readable']);
  });

  test('a crash is over after preparing again, however many there were', async () => {
    const crash = `SELECT ${'1+'.repeat(50_000)}1;`;
    expect(read(crash.repeat(60)).every(({ kind }) => kind === 'unreadable')).toBe(true);
    await prepareParser();
    expect(read('SELECT 1').map(({ kind }) => kind)).toEqual(['readable']);
  });
});
