import { describe, expect, test } from '@jest/globals';

import { readChanges } from '../../src/changeset/read-changes.ts';
import type { ChangeSet, ProjectChange } from '../../src/model/project.ts';
import { problemFacts } from '../git/problem-facts.ts';
import { repositoryOf, requestOf, type Files } from './memory-repository.ts';

const SHIPPED: Files = {
  'migrations/0001_users.up.sql': 'CREATE TABLE users ();',
  'migrations/0001_users.down.sql': 'DROP TABLE users;',
  'migrations/0002_orders.up.sql': 'CREATE TABLE orders ();',
  'migrations/0002_orders.down.sql': 'DROP TABLE orders;',
  'migrations/README.md': 'How to',
};

function read(base: Files, head: Files, request = {}): Promise<ChangeSet> {
  return readChanges(repositoryOf(base, head), requestOf(request));
}

async function only(base: Files, head: Files, request = {}): Promise<ProjectChange> {
  const { projects } = await read(base, head, request);
  expect(projects).toHaveLength(1);
  const [project] = projects;
  if (project === undefined) throw new Error('No project.');
  return project;
}

const without = (files: Files, ...paths: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));

const statuses = ({ head }: ProjectChange): string[] =>
  head.map(
    ({ status, migration, was }) => `${status} ${migration.path}${was === null ? '' : ` was ${was.path}`}`,
  );

describe('what a change does', () => {
  test('nothing', async () => {
    expect(await read(SHIPPED, SHIPPED)).toEqual({
      projects: [],
      base: 'base-commit',
      head: 'head-commit',
      notices: [],
    });
    expect(
      (await read(SHIPPED, { ...SHIPPED, 'migrations/README.md': 'New', 'src/app.ts': '' })).projects,
    ).toEqual([]);
  });

  test('adds', async () => {
    const change = await only(SHIPPED, { ...SHIPPED, 'migrations/0003_x.up.sql': 'SELECT 1;' });
    expect(change.base.map(({ version }) => version)).toEqual(['0001', '0002']);
    expect(statuses(change)).toEqual(['added migrations/0003_x.up.sql']);
    expect(change.faults).toEqual([]);
    expect(change.project.bringsDownFiles).toBe(true);
  });

  test('edits: base keeps what is shipped', async () => {
    const change = await only(SHIPPED, {
      ...SHIPPED,
      'migrations/0001_users.up.sql': 'CREATE TABLE people ();',
    });
    expect(statuses(change)).toEqual([
      'edited migrations/0001_users.up.sql was migrations/0001_users.up.sql',
    ]);
    expect(change.base[0]?.up.text).toBe('CREATE TABLE users ();');
    expect(change.head[0]?.migration.checksum).not.toBe(change.head[0]?.was?.checksum);
  });

  test('edits the down file alone', async () => {
    const { head } = await only(SHIPPED, { ...SHIPPED, 'migrations/0001_users.down.sql': 'SELECT 1;' });
    expect(head[0]).toMatchObject({ status: 'edited', migration: { version: '0001' } });
    expect(head[0]?.migration.up.text).toBe(head[0]?.was?.up.text);
    expect(head[0]?.migration.checksum).toBe(head[0]?.was?.checksum);
  });

  test('renames: same content, other name', async () => {
    const head = {
      ...without(SHIPPED, 'migrations/0002_orders.up.sql', 'migrations/0002_orders.down.sql'),
      'migrations/0005_sales.up.sql': 'CREATE TABLE orders ();',
      'migrations/0005_sales.down.sql': 'DROP TABLE orders;',
    };
    const change = await only(SHIPPED, head);
    expect(statuses(change)).toEqual([
      'renamed migrations/0005_sales.up.sql was migrations/0002_orders.up.sql',
    ]);
  });

  test('deletes, and a whole folder too', async () => {
    const one = await only(
      SHIPPED,
      without(SHIPPED, 'migrations/0002_orders.up.sql', 'migrations/0002_orders.down.sql'),
    );
    expect(statuses(one)).toEqual([
      'deleted migrations/0002_orders.up.sql was migrations/0002_orders.up.sql',
    ]);
    const all = await only(SHIPPED, { 'README.md': '' });
    expect(all.head.map(({ status }) => status)).toEqual(['deleted', 'deleted']);
    expect(all.project.layout).toBe('up-down');
  });

  test('a new version under an old name with new content is one gone and one new', async () => {
    const head = {
      ...without(SHIPPED, 'migrations/0002_orders.up.sql', 'migrations/0002_orders.down.sql'),
      'migrations/0002_invoices.up.sql': 'CREATE TABLE invoices ();',
    };
    const change = await only(SHIPPED, head);
    expect(statuses(change)).toEqual([
      'added migrations/0002_invoices.up.sql',
      'deleted migrations/0002_orders.up.sql was migrations/0002_orders.up.sql',
    ]);
  });

  test('another layout keeps the migrations apart by version and name', async () => {
    const base = { 'migrations/001_a.sql': 'SELECT 1;', 'migrations/002_b.sql': 'SELECT 2;' };
    const head = {
      'migrations/001_a.up.sql': 'SELECT 1;',
      'migrations/001_a.down.sql': 'SELECT 0;',
      'migrations/002_b.up.sql': 'SELECT 22;',
    };
    expect(statuses(await only(base, head))).toEqual([
      'renamed migrations/001_a.up.sql was migrations/001_a.sql',
      'edited migrations/002_b.up.sql was migrations/002_b.sql',
    ]);
  });

  test('reads only the contents that it needs, each once', async () => {
    const base = { ...SHIPPED, 'other/migrations/1_a.sql': 'SELECT 1;', 'big.bin': 'x' };
    const repository = repositoryOf(base, { ...base, 'migrations/0003_x.up.sql': 'SELECT 3;' });
    await readChanges(repository, requestOf());
    expect(repository.reads.sort()).toEqual([
      'migrations/0001_users.down.sql',
      'migrations/0001_users.up.sql',
      'migrations/0002_orders.down.sql',
      'migrations/0002_orders.up.sql',
      'migrations/0003_x.up.sql',
    ]);
  });
});

describe('faults', () => {
  const base = { 'migrations/1_a.sql': '1', 'migrations/3_c.sql': '3' };

  test('a version that is taken, however it is written', async () => {
    const { faults } = await only(base, { ...base, 'migrations/003_d.sql': '4' });
    expect(faults).toEqual([
      {
        kind: 'duplicate-version',
        paths: ['migrations/003_d.sql', 'migrations/3_c.sql'],
        version: '003',
        detail:
          '`migrations/003_d.sql` and `migrations/3_c.sql` have the same version `003`; the framework runs one of them or refuses both.',
      },
    ]);
  });

  test('old duplicates are not told again', async () => {
    const twice = { ...base, 'migrations/3_d.sql': '4' };
    expect((await only(twice, { ...twice, 'migrations/4_e.sql': '5' })).faults).toEqual([]);
  });

  test('a new migration before a shipped one', async () => {
    const { faults } = await only(base, { ...base, 'migrations/2_b.sql': '2' });
    expect(faults).toEqual([
      {
        kind: 'out-of-order',
        paths: ['migrations/2_b.sql', 'migrations/3_c.sql'],
        version: '2',
        detail:
          '`migrations/2_b.sql` sorts before `migrations/3_c.sql`, which is shipped; databases that ran `3` already skip it, run it late or refuse it.',
      },
    ]);
  });

  test('files that match nothing, when the change brings them', async () => {
    const head = {
      ...base,
      'migrations/4_d.sql': '4',
      'migrations/add_users.sql': 'x',
      'migrations/5_backfill.go': 'package migrations',
      'migrations/R__views.sql': 'x',
      'migrations/9_x.down.sql': 'x',
      'migrations/README.md': '',
      'migrations/checksums.txt': '',
    };
    const { faults } = await only(base, head);
    expect(faults.map(({ kind, paths, detail }) => [kind, paths.join(), detail])).toEqual([
      [
        'unrecognized-file',
        'migrations/5_backfill.go',
        '`migrations/5_backfill.go` looks like a migration that is not SQL; it is not read.',
      ],
      [
        'unrecognized-file',
        'migrations/9_x.down.sql',
        '`migrations/9_x.down.sql` takes back version `9`, which has no up file.',
      ],
      [
        'unrecognized-file',
        'migrations/R__views.sql',
        '`migrations/R__views.sql` is named like a repeatable migration of Flyway; this layout has none, so it is not read.',
      ],
      [
        'unrecognized-file',
        'migrations/add_users.sql',
        '`migrations/add_users.sql` is not named like the other migrations, so it is not read.',
      ],
    ]);
    expect((await only(head, { ...head, 'migrations/6_e.sql': '6' })).faults).toEqual([]);
  });

  test('a change of nothing but such a file is still told', async () => {
    const { head, faults } = await only(base, { ...base, 'migrations/loose.sql': 'DROP TABLE users;' });
    expect(head).toEqual([]);
    expect(faults.map(({ kind }) => kind)).toEqual(['unrecognized-file']);
  });
});

describe('since', () => {
  const head = { 'migrations/1_a.sql': '1', 'migrations/9_b.sql': '9', 'migrations/10_c.sql': '10' };

  test('everything up to the version is shipped, whatever base has', async () => {
    for (const base of [{}, head]) {
      const set = await read(base, head, { since: '9' });
      expect(set.base).toBe('since 9');
      expect(set.projects[0]?.base.map(({ version }) => version)).toEqual(['1', '9']);
      expect(set.projects.flatMap(statuses)).toEqual(['added migrations/10_c.sql']);
      expect(set.projects[0]?.faults).toEqual([]);
    }
  });

  test.each(['9', '009', 'V9', '9_b', '9_b.sql'])('takes the version as %s', async (since) => {
    expect(statuses(await only({}, head, { since }))).toEqual(['added migrations/10_c.sql']);
  });

  test('an unknown version names the nearest ones', async () => {
    expect(await problemFacts(read({}, head, { since: '8' }))).toEqual({
      code: 'unknown-version',
      title: 'No migration has the version 8.',
      hint: 'The nearest versions are 1, 9, 10.',
      blame: 'usage',
    });
  });

  test('the last version leaves nothing to review', async () => {
    expect((await read({}, head, { since: '10' })).projects).toEqual([]);
  });
});

describe('finding projects', () => {
  const paths = async (files: Files, request = {}): Promise<string[]> =>
    (await read({}, files, request)).projects.map(({ project }) => project.path);

  test('several in one repository, sorted', async () => {
    const files = {
      'b/migrations/1_a.sql': '',
      'a/migrations/1_a/up.sql': '',
      'x/v/1_a.sql': '',
      'x/v/2_b.sql': 'x',
    };
    expect(await paths(files)).toEqual(['a/migrations', 'b/migrations', 'x/v']);
  });

  test('the root itself', async () => {
    expect(await paths({ '001_a.sql': '', '002_b.sql': 'x' })).toEqual(['.']);
  });

  test('passes over what is not ours, and says so', async () => {
    const files = {
      'node_modules/x/migrations/1_a.sql': '',
      'pkg/testdata/migrations/1_a.sql': '',
      'queries/1_report.sql': '',
      'sql/find.sql': '',
    };
    const { projects, notices } = await read({}, files);
    expect(projects).toEqual([]);
    expect(notices.map(({ path, text }) => `${path}: ${text}`)).toEqual([
      'node_modules/x/migrations: `node_modules/x/migrations` is passed over, because it lies in `node_modules`. To review it, name the folder: `holdpoint review node_modules/x/migrations`.',
      'pkg/testdata/migrations: `pkg/testdata/migrations` is passed over, because it lies in `testdata`. To review it, name the folder: `holdpoint review pkg/testdata/migrations`.',
      'queries: `queries` is passed over: a single file is named like a migration. To review it, name the folder: `holdpoint review queries`.',
    ]);
    expect(await paths(files, { folders: ['pkg/testdata'] })).toEqual(['pkg/testdata/migrations']);
    expect(await paths(files, { folders: ['./queries/'] })).toEqual(['queries']);
  });

  test('a folder that is not there names one that is', async () => {
    const files = { 'db/migrations/1_a.sql': '' };
    expect(await problemFacts(read({}, files, { folders: ['db/migration'] }))).toMatchObject({
      code: 'unknown-folder',
      title: 'There are no files in db/migration.',
      hint: 'Did you mean db/migrations?',
    });
  });

  test('a folder without migrations says what it saw', async () => {
    const facts = await problemFacts(read({}, { 'db/schema.sql': '' }, { folders: ['db'] }));
    expect(facts).toMatchObject({ code: 'no-migrations', title: 'No migrations found in db.' });
    expect(facts.hint).toContain('Not migrations by name: db/schema.sql.');
  });

  test.each(['/etc', '../x', 'a/../../b'])('no folder outside: %s', async (folder) => {
    expect((await problemFacts(read({}, {}, { folders: [folder] }))).code).toBe('folder-outside');
  });
});

describe('dialects', () => {
  const dialect = async (files: Files, request = {}): Promise<string> => {
    const set = await read({}, files, { available: ['postgres', 'mysql', 'sqlite'], ...request });
    return set.projects
      .map(({ project }) => `${project.dialect}: ${project.layoutReason.split('; ')[1] ?? ''}`)
      .join();
  };

  test.each<[files: Files, answer: string]>([
    [{ 'db/mysql/migrations/1_a.sql': 'CREATE EXTENSION x;' }, 'mysql: MySQL by the folder name mysql'],
    [{ 'server-sqlite/migrations/1_a.sql': '' }, 'sqlite: SQLite by the folder name server-sqlite'],
    [{ 'mysql-to-postgres/migrations/1_a.sql': 'a::int' }, 'postgres: PostgreSQL by its statements'],
    [
      { 'migrations/1_a.sql': 'CREATE TABLE `a` (id INT AUTO_INCREMENT) ENGINE=InnoDB' },
      'mysql: MySQL by its statements',
    ],
    [
      { 'migrations/1_a.sql': 'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT)' },
      'sqlite: SQLite by its statements',
    ],
    [
      { 'migrations/1_a.sql': 'CREATE TABLE a (id text primary key, cek blob not null)' },
      'sqlite: SQLite by its statements',
    ],
    [
      { 'migrations/1_a.sql': 'CREATE TABLE a (id bigserial, at timestamptz)' },
      'postgres: PostgreSQL by its statements',
    ],
    [
      { 'migrations/1_a.sql': "-- `x` AUTOINCREMENT\nSELECT 'ENGINE=InnoDB';" },
      'postgres: PostgreSQL assumed, since nothing says otherwise',
    ],
    [
      { 'migrations/1_a.sql': 'CREATE TABLE a (id integer primary key, name text)' },
      'postgres: PostgreSQL assumed, since nothing says otherwise',
    ],
    [
      { 'migrations/1_a/migration.sql': '', 'migrations/migration_lock.toml': '# x\nprovider = "mysql"\n' },
      'mysql: MySQL by migration_lock.toml',
    ],
    [{ 'migrations/1_a.sqlite.up.sql': '' }, 'sqlite: SQLite by its statements'],
  ])('%j', async (files, answer) => {
    expect(await dialect(files)).toBe(answer);
  });

  test('a folder that says nothing goes by its neighbors', async () => {
    const files = {
      'c/migrations/1_a.sql': 'SELECT 1;',
      'c/meta-migrations/1_b.sql': "x DEFAULT (strftime('%s'))",
    };
    expect(await dialect(files, { folders: ['c/migrations'] })).toBe(
      'sqlite: SQLite by the migrations in the folders beside it',
    );
  });

  test('a root that says nothing goes by the folder it is', async () => {
    const files = { '1_a.sql': 'SELECT 1;', '2_b.sql': '' };
    expect(await dialect(files, { root: '/src/app/mysql' })).toBe('mysql: MySQL by the folder name mysql');
  });

  test('one that cannot be reviewed stops a named folder and is told of a found one', async () => {
    const files = { 'db/mysql/1_a.sql': '', 'db/postgres/1_a.sql': '' };
    expect(await problemFacts(read({}, files, { folders: ['db/mysql'] }))).toEqual({
      code: 'dialect-not-available',
      title: 'db/mysql holds MySQL migrations (by the folder name mysql), and MySQL cannot be reviewed yet.',
      hint: 'If they are PostgreSQL migrations, say so: --dialect postgres, or dialect: postgres for this project in .holdpoint.yml.',
      blame: 'usage',
    });
    for (const folders of [[], ['db']]) {
      const { projects, notices } = await read({}, files, { folders });
      expect(projects.map(({ project }) => project.path)).toEqual(['db/postgres']);
      expect(notices.map(({ path }) => path)).toEqual(['db/mysql']);
    }
  });
});
