import { expect, test } from '@jest/globals';
import { nameSeries } from '../../src/changeset/naming/name-series.ts';
import type { NewFile } from '../../src/changeset/naming/naming.ts';
import { readChanges } from '../../src/changeset/read-changes.ts';
import type { ProjectChange } from '../../src/model/project.ts';
import type { SeriesStep } from '../../src/model/series.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import { parseProject, transactionOf } from '../../src/rehearse/parsed-project.ts';
import { atlasSum } from '../changeset/atlas-sum.ts';
import { repositoryOf, requestOf, type Files } from '../changeset/memory-repository.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);\nSELECT 1;';
const RENAME = 'ALTER TABLE users RENAME COLUMN email TO mail;\nSELECT 1;';

const STEP = { title: 'Do it.', codeBefore: null, oldCodeWorks: true, newCodeWorks: true } as const;
const FUNCTION = 'CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1;\nEND $$';
const STEPS: readonly SeriesStep[] = [
  {
    ...STEP,
    stage: 'expand',
    name: 'add_mail',
    up: ["SET LOCAL lock_timeout = '5s'", 'ALTER TABLE users ADD COLUMN mail text', FUNCTION],
    down: ['DROP FUNCTION f()', 'ALTER TABLE users DROP COLUMN mail'],
    transactional: true,
  },
  {
    ...STEP,
    stage: 'migrate',
    name: 'index_mail',
    up: ['CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (mail)'],
    down: ['DROP INDEX CONCURRENTLY IF EXISTS i'],
    transactional: false,
  },
  {
    ...STEP,
    stage: 'contract',
    name: 'drop_email',
    codeBefore: 'Code that uses `mail`.',
    up: ["SET LOCAL lock_timeout = '5s'", 'ALTER TABLE users DROP COLUMN email'],
    down: ['ALTER TABLE users ADD COLUMN email text'],
    transactional: true,
  },
];

interface Tree {
  readonly layout: string;
  readonly base: Files;
  readonly original: Files;
  /** Files of the steps, without those that go on. */
  readonly written: readonly string[];
}

const GOOSE = (sql: string): string => `-- +goose Up\n${sql}\n-- +goose Down\nSELECT 1;\n`;
const DBMATE = (sql: string): string => `-- migrate:up\n${sql}\n-- migrate:down\nSELECT 1;\n`;
const ATLAS = { '20260101000000_users.sql': USERS, '20260102000000_rename.sql': RENAME };
const PLAN =
  '%syntax-version=1.0.0\n%project=app\n\nusers 2026-01-01T00:00:00Z Ann <ann@example.com> # users\n';

const TREES: readonly Tree[] = [
  {
    layout: 'one-file',
    base: { 'migrations/0001_users.sql': USERS },
    original: { 'migrations/0002_rename.sql': RENAME },
    written: [
      'migrations/0003_add_mail.sql',
      'migrations/0004_index_mail.sql',
      'migrations/0005_drop_email.sql',
    ],
  },
  {
    layout: 'up-down',
    base: { 'db/9-users.up.sql': USERS, 'db/9-users.down.sql': 'DROP TABLE users;' },
    original: { 'db/10-rename-mail.up.sql': RENAME, 'db/10-rename-mail.down.sql': 'SELECT 1;' },
    written: [
      'db/11-add-mail.up.sql',
      'db/11-add-mail.down.sql',
      'db/12-index-mail.up.sql',
      'db/12-index-mail.down.sql',
      'db/13-drop-email.up.sql',
      'db/13-drop-email.down.sql',
    ],
  },
  {
    layout: 'golang-migrate',
    base: {
      'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.18.0\n',
      'm/000001_users.up.sql': USERS,
      'm/000001_users.down.sql': 'SELECT 1;',
    },
    original: { 'm/000002_rename.up.sql': RENAME },
    written: [
      'm/000003_add_mail.up.sql',
      'm/000003_add_mail.down.sql',
      'm/000004_index_mail.up.sql',
      'm/000004_index_mail.down.sql',
      'm/000005_drop_email.up.sql',
      'm/000005_drop_email.down.sql',
    ],
  },
  {
    layout: 'flyway',
    base: { 'sql/V1.9__users.sql': USERS },
    original: { 'sql/V1.10__rename.sql': RENAME },
    written: [
      'sql/V1.11__add_mail.sql',
      'sql/V1.12__index_mail.sql',
      'sql/V1.12__index_mail.sql.conf',
      'sql/V1.13__drop_email.sql',
    ],
  },
  {
    layout: 'goose',
    base: { 'm/20260101000000_users.sql': GOOSE(USERS) },
    original: { 'm/20260102000000_rename.sql': GOOSE(RENAME) },
    written: [
      'm/20260301100000_add_mail.sql',
      'm/20260301100001_index_mail.sql',
      'm/20260301100002_drop_email.sql',
    ],
  },
  {
    layout: 'dbmate',
    base: { 'm/20260101000000_users.sql': DBMATE(USERS) },
    original: { 'm/20270102000000_rename.sql': DBMATE(RENAME) },
    written: [
      'm/20270102000001_add_mail.sql',
      'm/20270102000002_index_mail.sql',
      'm/20270102000003_drop_email.sql',
    ],
  },
  {
    layout: 'prisma',
    base: {
      'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
      'prisma/migrations/20260101000000_users/migration.sql': USERS,
    },
    original: { 'prisma/migrations/20260102000000_rename/migration.sql': RENAME },
    written: ['add_mail', 'index_mail', 'drop_email'].map(
      (name, index) => `prisma/migrations/2026030110000${index}_${name}/migration.sql`,
    ),
  },
  {
    layout: 'diesel',
    base: {
      'Cargo.toml': '[dependencies]\ndiesel = "2"\n',
      'migrations/2026-01-01-000000_users/up.sql': USERS,
      'migrations/2026-01-01-000000_users/down.sql': 'SELECT 1;',
    },
    original: {
      'migrations/2026-01-02-000000_rename/up.sql': RENAME,
      'migrations/2026-01-02-000000_rename/down.sql': 'SELECT 1;',
    },
    written: [
      ...['up.sql', 'down.sql'].map((file) => `migrations/2026-03-01-100000_add_mail/${file}`),
      ...['up.sql', 'down.sql', 'metadata.toml'].map(
        (file) => `migrations/2026-03-01-100001_index_mail/${file}`,
      ),
      ...['up.sql', 'down.sql'].map((file) => `migrations/2026-03-01-100002_drop_email/${file}`),
    ],
  },
  {
    layout: 'sqlx',
    base: { 'Cargo.toml': '[dependencies]\nsqlx = "0.8"\n', 'm/20260101000000_users.sql': USERS },
    original: { 'm/20260102000000_rename.sql': RENAME },
    written: [
      'm/20260301100000_add_mail.sql',
      'm/20260301100001_index_mail.sql',
      'm/20260301100002_drop_email.sql',
    ],
  },
  {
    layout: 'atlas',
    base: { 'm/20260101000000_users.sql': USERS },
    original: { 'm/20260102000000_rename.sql': RENAME, 'm/atlas.sum': atlasSum(ATLAS) },
    written: [
      'm/20260301100000_add_mail.sql',
      'm/20260301100001_index_mail.sql',
      'm/20260301100002_drop_email.sql',
    ],
  },
  {
    layout: 'supabase',
    base: { 'supabase/migrations/20260101000000_users.sql': USERS },
    original: { 'supabase/migrations/20260102000000_rename.sql': RENAME },
    written: [
      'supabase/migrations/20260301100000_add_mail.sql',
      'supabase/migrations/20260301100001_index_mail.sql',
      'supabase/migrations/20260301100002_drop_email.sql',
    ],
  },
  {
    layout: 'liquibase',
    base: { 'changelog/001_users.sql': `--liquibase formatted sql\n\n--changeset ann:users\n${USERS}\n` },
    original: {
      'changelog/002_rename.sql': `--liquibase formatted sql\n\n--changeset ann:rename\n${RENAME}\n`,
    },
    written: ['changelog/003_add_mail.sql', 'changelog/004_index_mail.sql', 'changelog/005_drop_email.sql'],
  },
  {
    layout: 'sqitch',
    base: { 'sqitch.plan': PLAN, 'deploy/users.sql': USERS, 'revert/users.sql': 'SELECT 1;' },
    original: {
      'sqitch.plan': `${PLAN}rename 2026-01-02T00:00:00Z Ann <ann@example.com> # rename\n`,
      'deploy/rename.sql': RENAME,
      'revert/rename.sql': 'SELECT 1;',
    },
    written: ['add_mail', 'index_mail', 'drop_email'].flatMap((name) =>
      ['deploy', 'revert', 'verify'].map((kind) => `${kind}/${name}.sql`),
    ),
  },
];

test.each(TREES)(
  '$layout: what is written is read back, in order and in its transactions',
  async ({ base, original, written, layout }) => {
    await postgres.prepare();
    const head = { ...base, ...original };
    const read = await only(base, head);
    expect(read.project.layout).toBe(layout);
    const added = read.head.filter(({ status }) => status === 'added').map(({ migration }) => migration);
    const named = nameSeries({
      layout: layout as Parameters<typeof nameSeries>[0]['layout'],
      folder: read.project.path,
      migrations: [...read.base, ...added],
      original: added[0] ?? fail(),
      files: Object.entries(head).map(([path, text]) => ({ path, text: text as string })),
      steps: STEPS,
      now: NOW,
    });
    if ('because' in named) throw new Error(named.because);
    const files: NewFile[] = named.steps.flatMap((step) => step.files);
    expect(files.filter(({ edits }) => edits !== true).map(({ path }) => path)).toEqual(written);
    const after = await only(head, {
      ...head,
      ...Object.fromEntries(files.map(({ path, text }) => [path, text])),
    });
    expect(after.faults).toEqual([]);
    const parsed = parseProject(after, postgres).added;
    expect(parsed.map(({ migration }) => migration.version)).toEqual(
      named.steps.map(({ version }) => version),
    );
    expect(parsed.map(({ migration, up }) => transactionOf(migration, up) === 'none')).toEqual(
      layout === 'sqitch' ? [true, true, true] : [false, true, false],
    );
    const statements = parsed.map(({ up }) => up.statements.map(({ kind }) => kind));
    expect(statements.flat()).toEqual(statements.flat().map(() => 'readable'));
  },
);

async function only(base: Files, head: Files): Promise<ProjectChange> {
  const { projects } = await readChanges(repositoryOf(base, head), requestOf());
  return projects[0] ?? fail();
}

function fail(): never {
  throw new Error('There is no project.');
}

test('layouts that run everything in a transaction say so', () => {
  const original = {
    version: '0001',
    name: 'x',
    path: 'm/0001_x.sql',
    up: { path: 'm/0001_x.sql', text: RENAME, defect: null },
    down: null,
    transaction: 'all-pending',
    transactionIs: 'stated',
    checksum: '',
  } as const;
  for (const layout of ['hasura', 'drizzle', 'node-pg-migrate', 'rails-structure'] as const) {
    const named = nameSeries({
      layout,
      folder: 'm',
      migrations: [original],
      original,
      files: [],
      steps: STEPS,
      now: NOW,
    });
    expect('because' in named).toBe(true);
  }
});
