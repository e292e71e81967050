import { describe, expect, test } from '@jest/globals';
import type { Files } from './memory-repository.ts';
import { onlyChange as read } from './only-change.ts';

/** A table is built anew: what each runner makes of the pragma decides whether rows of children survive. */
const REBUILD =
  'PRAGMA foreign_keys=OFF;\nCREATE TABLE new_a (b integer);\nDROP TABLE a;\nALTER TABLE new_a RENAME TO a;';
const WRANGLER = '[[d1_databases]]\nbinding = "DB"\nmigrations_dir = "./drizzle"\n';
const JOURNAL = JSON.stringify({ dialect: 'sqlite', entries: [{ tag: '0000_a', when: 1 }] });

interface Runner {
  readonly title: string;
  readonly files: Files;
  readonly layout: string;
  readonly transaction: string;
  /** As far as files tell. */
  readonly foreignKeys?: boolean;
  /** What the runner refuses, in its words. */
  readonly refused?: RegExp;
}

const RUNNERS: readonly Runner[] = [
  {
    title: 'sqlx without a transaction',
    files: {
      'Cargo.toml': '[dependencies]\nsqlx = "0.9"\n',
      'sqlite/migrations/1_a.sql': `-- no-transaction\n${REBUILD}`,
    },
    layout: 'sqlx',
    transaction: 'none stated',
    foreignKeys: true,
  },
  {
    title: 'sqlx 0.8, whose driver for SQLite does not ask the file',
    files: {
      'Cargo.toml': '[dependencies]\nsqlx = { version = "0.8.2", features = ["sqlite"] }\n',
      'sqlite/migrations/1_a.sql': `-- no-transaction\n${REBUILD}`,
    },
    layout: 'sqlx',
    transaction: 'per-migration stated',
    foreignKeys: true,
  },
  {
    title: 'Diesel without a transaction, SQLite built along',
    files: {
      'Cargo.toml':
        '[dependencies]\ndiesel = "2"\nlibsqlite3-sys = { version = "0.30", features = ["bundled"] }\n',
      'sqlite/migrations/2024-01-31-120000_a/up.sql': REBUILD,
      'sqlite/migrations/2024-01-31-120000_a/metadata.toml': 'run_in_transaction = false\n',
    },
    layout: 'diesel',
    transaction: 'none stated',
    foreignKeys: true,
  },
  {
    title: 'Diesel with the library of the system',
    files: {
      'Cargo.toml': '[dependencies]\ndiesel = "2"\n',
      'sqlite/migrations/2024-01-31-120000_a/up.sql': REBUILD,
    },
    layout: 'diesel',
    transaction: 'per-migration stated',
  },
  {
    title: 'dbmate without a transaction',
    files: { 'sqlite/migrations/1_a.sql': `-- migrate:up transaction:false\n${REBUILD}` },
    layout: 'dbmate',
    transaction: 'none stated',
  },
  {
    title: 'goose without a transaction',
    files: { 'sqlite/migrations/1_a.sql': `-- +goose NO TRANSACTION\n-- +goose Up\n${REBUILD}` },
    layout: 'goose',
    transaction: 'none stated',
  },
  {
    title: 'golang-migrate',
    files: {
      'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.18.0\n',
      'sqlite/migrations/1_a.up.sql': REBUILD,
    },
    layout: 'golang-migrate',
    transaction: 'per-migration stated',
  },
  {
    title: 'Prisma',
    files: {
      'prisma/migrations/migration_lock.toml': 'provider = "sqlite"\n',
      'prisma/migrations/20240101000000_a/migration.sql': REBUILD,
    },
    layout: 'prisma',
    transaction: 'per-statement stated',
    foreignKeys: true,
  },
  {
    title: 'Drizzle over better-sqlite3',
    files: {
      'package.json': '{"dependencies": {"better-sqlite3": "12"}}',
      'drizzle/meta/_journal.json': JOURNAL,
      'drizzle/0000_a.sql': REBUILD,
    },
    layout: 'drizzle',
    transaction: 'all-pending stated',
    foreignKeys: true,
  },
  {
    title: 'Drizzle over libSQL',
    files: {
      'package.json': '{"dependencies": {"@libsql/client": "0.15"}}',
      'drizzle/meta/_journal.json': JOURNAL,
      'drizzle/0000_a.sql': REBUILD,
    },
    layout: 'drizzle',
    transaction: 'all-pending stated',
    foreignKeys: false,
  },
  {
    title: 'Drizzle over nothing that is known',
    files: { 'drizzle/meta/_journal.json': JOURNAL, 'drizzle/0000_a.sql': REBUILD },
    layout: 'drizzle',
    transaction: 'all-pending stated',
  },
  {
    title: 'Wrangler, with the folder of Drizzle',
    files: {
      'wrangler.toml': WRANGLER,
      'drizzle/meta/_journal.json': JOURNAL,
      'drizzle/0000_a.sql': REBUILD,
    },
    layout: 'd1',
    transaction: 'per-migration stated',
    foreignKeys: true,
  },
  {
    title: 'Wrangler by its own folder',
    files: {
      'api/wrangler.jsonc': '{ "d1_databases": [{ "binding": "DB" }] }',
      'api/migrations/0001_a.sql': 'CREATE TABLE a (b integer);\nBEGIN;\nPRAGMA journal_mode = wal;\nCOMMIT;',
    },
    layout: 'd1',
    transaction: 'per-migration stated',
    foreignKeys: true,
    refused: /`BEGIN`, and D1 refuses it.*\n.*`PRAGMA journal_mode`, which D1 refuses/,
  },
  {
    title: 'Flyway refuses the pragma beside other statements',
    files: { 'sqlite/migrations/V1__a.sql': REBUILD },
    layout: 'flyway',
    transaction: 'per-migration stated',
    refused: /PRAGMA foreign_keys.*it refuses the file/,
  },
  {
    title: 'Flyway with a mixture',
    files: {
      'sqlite/migrations/flyway.conf': 'flyway.url=jdbc:sqlite:app.db?foreign_keys=on\nflyway.mixed=true\n',
      'sqlite/migrations/V1__a.sql': REBUILD,
    },
    layout: 'flyway',
    transaction: 'none stated',
    foreignKeys: true,
  },
  {
    title: 'Flyway without a transaction',
    files: {
      'sqlite/migrations/V1__a.sql': REBUILD,
      'sqlite/migrations/V1__a.sql.conf': 'executeInTransaction=false',
    },
    layout: 'flyway',
    transaction: 'none stated',
  },
  {
    title: 'Atlas',
    files: { 'sqlite/migrations/1_a.sql': `-- atlas:txmode file\n\n${REBUILD}` },
    layout: 'atlas',
    transaction: 'per-migration stated',
    foreignKeys: false,
  },
];

describe.each(RUNNERS)('$title', ({ files, layout, transaction, foreignKeys, refused }) => {
  test('is rehearsed on SQLite as it runs', async () => {
    const { project, head, faults } = await read({}, files, { available: ['postgres', 'sqlite'] });
    expect([project.layout, project.dialect]).toEqual([layout, 'sqlite']);
    const { migration } = head[0] ?? {};
    expect(`${migration?.transaction} ${migration?.transactionIs}`).toBe(transaction);
    expect(project.foreignKeys).toBe(foreignKeys);
    const told = faults.map(({ detail }) => detail).join('\n');
    if (refused === undefined) expect(told).toBe('');
    else expect(told).toMatch(refused);
  });
});

test('Wrangler of another folder says nothing', async () => {
  const files = { 'wrangler.toml': WRANGLER, 'migrations/0001_a.sql': 'CREATE TABLE a (b jsonb);' };
  const { project } = await read({}, files, { available: ['postgres', 'sqlite'] });
  expect([project.layout, project.dialect, project.foreignKeys]).toEqual(['one-file', 'postgres', undefined]);
});
