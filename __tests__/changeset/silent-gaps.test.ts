import { afterAll, describe, expect, test } from '@jest/globals';

import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { openGitRepository } from '../../src/adapters/git/open-git-repository.ts';
import { readChanges } from '../../src/changeset/read-changes.ts';
import type { ChangeSet } from '../../src/model/project.ts';
import { createCheckout, removeFolders } from '../git/checkout.ts';
import { requestOf } from './memory-repository.ts';

afterAll(removeFolders);

type Files = Readonly<Record<string, string | null>>;

/** What a branch with the files of `head` does to a main branch with those of `base`. */
export async function changeOf(base: Files, head: Files): Promise<ChangeSet> {
  const checkout = createCheckout();
  checkout.commit(base);
  checkout.git('checkout', '--quiet', '-b', 'change');
  checkout.commit(head);
  const repository = await openGitRepository({ folder: checkout.folder, base: 'main', head: 'change' });
  return readChanges(repository, requestOf());
}

const told = ({ projects }: ChangeSet): string[] =>
  projects.flatMap(({ project, head }) =>
    head.map(({ status, migration }) => `${project.layout} ${status} ${migration.path} ${migration.version}`),
  );

const FIRST = `--liquibase formatted sql

--changeset ada:users
CREATE TABLE users (id bigint PRIMARY KEY);
`;
const SECOND = `${FIRST}
--changeset ada:phone
ALTER TABLE users ADD COLUMN phone text;
`;

describe('formatted SQL of Liquibase is known by its first line', () => {
  test('changesets at the end of the only file are the head', async () => {
    const set = await changeOf({ 'db/changelog.sql': FIRST }, { 'db/changelog.sql': SECOND });
    expect(told(set)).toEqual(['liquibase added db/changelog.sql phone']);
    expect(set.projects[0]?.base.map(({ version }) => version)).toEqual(['users']);
  });

  test('in a folder whose name says nothing, beside SQL that is none of it', async () => {
    const others = { 'app/queries.sql': 'SELECT 1;', 'app/report.sql': 'SELECT 2;' };
    const set = await changeOf(
      { 'app/store.sql': FIRST, ...others },
      { 'app/store.sql': SECOND, 'app/report.sql': 'SELECT 3;' },
    );
    expect(told(set)).toEqual(['liquibase added app/store.sql phone']);
    expect(set.projects[0]?.faults).toEqual([]);
  });

  test('files that were not changed are part of the history', async () => {
    const orders = '--liquibase formatted sql\n--changeset ada:orders\nCREATE TABLE orders (id bigint);\n';
    const set = await changeOf(
      { 'db/a/users.sql': FIRST },
      { 'db/b/orders.sql': orders, 'db/plain.sql': 'SELECT 1;' },
    );
    expect(told(set)).toEqual(['liquibase added db/b/orders.sql orders']);
    expect(set.projects.map(({ base }) => base.map(({ version }) => version))).toEqual([['users']]);
  });

  test('a first line that is taken away is told', async () => {
    const bare = SECOND.replace('--liquibase formatted sql\n', '');
    const set = await changeOf({ 'db/changelog.sql': FIRST }, { 'db/changelog.sql': bare });
    expect(set.projects[0]?.faults.map(({ detail }) => detail)).toEqual([
      '`db/changelog.sql` does not begin with `--liquibase formatted sql`, so it is not read.',
    ]);
  });

  test('SQL without that line is no migration', async () => {
    const set = await changeOf({ 'db/queries.sql': 'SELECT 1;' }, { 'db/queries.sql': 'SELECT 2;' });
    expect(set.projects).toEqual([]);
    expect(set.notices).toEqual([]);
  });
});

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY);\n';
const DROP = 'DROP TABLE users;\n';

/** The same with links: targets by the paths of the links. */
async function linkedChange(
  base: Files,
  { files, links, head = 'change' }: { files: Files; links: Readonly<Record<string, string>>; head?: string },
): Promise<ChangeSet> {
  const checkout = createCheckout();
  checkout.commit(base);
  checkout.git('checkout', '--quiet', '-b', 'change');
  checkout.write(files);
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(checkout.folder, path)), { recursive: true });
    symlinkSync(target, join(checkout.folder, path));
  }
  if (head !== 'worktree') checkout.commit({});
  const repository = await openGitRepository({ folder: checkout.folder, base: 'main', head });
  return readChanges(repository, requestOf());
}

describe.each(['change', 'worktree'])('links (%s)', (head) => {
  test('a linked folder is read as if its files stood there, once', async () => {
    const set = await linkedChange(
      { 'migrations/0001_users/migration.sql': USERS },
      {
        files: { 'shared/0002_drop/migration.sql': DROP },
        links: { 'migrations/0002_drop': '../shared/0002_drop' },
        head,
      },
    );
    expect(told(set)).toEqual(['folder-per-migration added migrations/0002_drop/migration.sql 0002']);
    expect(set.notices).toEqual([]);
  });

  test('a folder of migrations behind a link is found', async () => {
    const set = await linkedChange(
      { 'hidden/0001_users.sql': USERS },
      { files: { 'hidden/0002_drop.sql': DROP }, links: { 'db/migrations': '../hidden' }, head },
    );
    expect(set.projects.map(({ project }) => project.path)).toEqual(['hidden']);
    expect(set.notices).toEqual([]);
  });

  test('a link to another folder of the history counts where it is a project of its own name', async () => {
    const set = await linkedChange(
      { 'README.md': '' },
      { files: { 'odd/0001_drop.sql': DROP }, links: { 'db/migrations': '../odd' }, head },
    );
    expect(told(set)).toEqual(['one-file added db/migrations/0001_drop.sql 0001']);
    expect(set.notices).toEqual([]);
  });

  test.each([
    ['out of the repository', '../../elsewhere/0002_b.sql'],
    ['to a place of the machine', '/etc/passwd'],
    ['nowhere', 'gone.sql'],
    ['to itself', '0002_b.sql'],
  ])('one that leads %s holds the change and is no SQL', async (_, target) => {
    const set = await linkedChange(
      { 'migrations/0001_users.sql': USERS },
      { files: { 'migrations/0003_c.sql': 'SELECT 1;' }, links: { 'migrations/0002_b.sql': target }, head },
    );
    expect(told(set)).toEqual(['one-file added migrations/0003_c.sql 0003']);
    expect(set.notices).toEqual([
      expect.objectContaining({
        path: 'migrations/0002_b.sql',
        text: expect.stringContaining('`migrations/0002_b.sql` is a link'),
        next: expect.any(String),
      }),
    ]);
  });

  test('a broken link that has nothing to do with migrations is nothing to tell', async () => {
    const set = await linkedChange(
      { 'README.md': '' },
      { files: {}, links: { 'docs/latest': '/var/docs', 'app/loop': '..' }, head },
    );
    expect(set.notices).toEqual([]);
  });
});

const CODE: readonly (readonly [framework: string, path: string, text: string])[] = [
  ['Knex', 'migrations/20260101_a.js', 'exports.up = (knex) => knex.schema.dropTable("users");\n'],
  [
    'Knex',
    'src/migrations/20260101_a.ts',
    "import type { Knex } from 'knex';\nexport async function up(knex: Knex) {\n  await knex.schema.dropTable('a');\n}\n",
  ],
  [
    'TypeORM',
    'src/migration/1700-A.ts',
    'export class A implements MigrationInterface { async up(queryRunner: QueryRunner) {} }',
  ],
  [
    'Sequelize',
    'migrations/1-a.js',
    'module.exports = { up: (queryInterface) => queryInterface.dropTable("a") };',
  ],
  ['Rails', 'db/migrate/20260101000000_a.rb', 'class A < ActiveRecord::Migration[7.1]\nend\n'],
  ['Django', 'shop/migrations/0002_a.py', 'class Migration(migrations.Migration):\n    operations = []\n'],
  ['Alembic', 'alembic/versions/ab12_a.py', "revision = 'ab12'\n\ndef upgrade():\n    op.drop_table('a')\n"],
  ['Ecto', 'priv/repo/migrations/20260101_a.exs', 'defmodule A do\n  use Ecto.Migration\nend\n'],
  ['Flyway', 'src/main/java/db/migration/V2__A.java', 'public class V2__A extends BaseJavaMigration {}'],
  ['Laravel', 'database/migrations/2026_a.php', '<?php\nuse Illuminate\\Database\\Migrations\\Migration;\n'],
  [
    'Liquibase',
    'db/changelog/a.yaml',
    'databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: ada\n      changes: []\n',
  ],
];

describe('migrations that are not SQL hold the change', () => {
  test.each(CODE)('%s: %s', async (framework, path, text) => {
    const set = await changeOf({ 'README.md': '' }, { [path]: text });
    expect(set.notices).toHaveLength(1);
    expect(set.notices[0]).toMatchObject({ path, next: expect.stringContaining('.holdpoint.yml') });
    expect(set.notices[0]?.text).toContain(`\`${path}\` is a migration of ${framework} `);
    const same = await changeOf({ [path]: text }, { 'README.md': 'x' });
    expect(same.notices).toEqual([]);
  });

  test.each([
    ['a helper beside them', 'migrations/helpers.js', 'module.exports = { name: (x) => x };'],
    ['an empty package file', 'shop/migrations/__init__.py', ''],
    ['a test of migrations', '__tests__/migrations/a.test.js', 'exports.up = (knex) => knex.schema;'],
    ['a migration by its text alone', 'lib/schema.js', 'exports.up = (knex) => knex.schema.dropTable("a");'],
    [
      'a changelog that only includes',
      'db/changelog/x.yaml',
      'databaseChangeLog:\n  - include:\n      file: a\n',
    ],
  ])('%s is none', async (_, path, text) => {
    const set = await changeOf({ 'README.md': '' }, { [path]: text });
    expect(set.notices).toEqual([]);
  });

  test('several in one folder are one notice', async () => {
    const text = 'exports.up = (knex) => knex.schema;\n';
    const set = await changeOf({ a: '' }, { 'migrations/1_a.js': text, 'migrations/2_b.js': text });
    expect(set.notices.map(({ path }) => path)).toEqual(['migrations']);
  });
});
