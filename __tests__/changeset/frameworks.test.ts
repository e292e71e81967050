import { describe, expect, test } from '@jest/globals';

import { readChanges } from '../../src/changeset/read-changes.ts';
import { FRAMEWORKS } from '../../src/changeset/frameworks/index.ts';
import { LAYOUTS } from '../../src/model/layout.ts';
import type { Migration } from '../../src/model/migration.ts';
import { TREES, TWO } from './framework-trees.ts';
import { repositoryOf, requestOf, type Files } from './memory-repository.ts';
import { onlyChange as read } from './only-change.ts';

const shown = ({ version, transaction, transactionIs, down }: Migration): string =>
  `${version}: ${transaction} ${transactionIs}${down === null ? '' : ', down'}`;

describe.each(TREES)('$title', ({ files, folder, layout, migrations, told = [] }) => {
  test('is found, in order, with its transactions and ways back', async () => {
    const { project, head, faults } = await read({}, files);
    expect([project.path, project.layout, project.dialect]).toEqual([folder, layout, 'postgres']);
    expect(project.layoutReason).toMatch(/^detected: /);
    expect(head.map(({ migration }) => shown(migration))).toEqual(migrations);
    expect(faults.map(({ paths }) => paths)).toEqual(told);
  });

  test('is found when its folder is named', async () => {
    const { project, head } = await read({}, files, { folders: [folder] });
    expect([project.layout, head.length]).toEqual([layout, migrations.length]);
  });

  test('every text stands where it stands in its file', async () => {
    const { head } = await read({}, files);
    for (const { migration } of head) {
      for (const source of [migration.up, ...(migration.down === null ? [] : [migration.down])]) {
        const file = String(files[source.path]);
        expect(source.defect).toBeNull();
        expect(Buffer.byteLength(source.text)).toBe(Buffer.byteLength(file));
        expect(source.text.split('\n')).toHaveLength(file.split('\n').length);
        expect(source.text.trim()).not.toBe('');
      }
    }
  });
});

test('every layout has a framework, and each new one says how to leave its transaction', () => {
  expect(FRAMEWORKS.map(({ id }) => id).sort()).toEqual([...LAYOUTS].sort());
  const silent = FRAMEWORKS.filter(({ optOut }) => optOut === null).map(({ id }) => id);
  expect(silent.sort()).toEqual(['folder-per-migration', 'one-file', 'up-down', 'version-folders']);
});

test('several locations of Flyway are one history by a pattern, with what stands beside the files', async () => {
  const settings = {
    path: 'sql',
    dialect: null,
    layout: null,
    serverVersion: null,
    transaction: null,
    files: '**/*.sql',
    since: null,
  };
  const files = {
    'sql/common/V1__a.sql': TWO,
    'sql/postgres/V2__b.sql': TWO,
    'sql/postgres/V2__b.sql.conf': 'executeInTransaction=false',
  };
  const { project, head } = await read({}, files, { projects: [settings] });
  expect([project.path, project.layout]).toEqual(['sql', 'flyway']);
  expect(head.map(({ migration }) => shown(migration))).toEqual([
    '1: per-migration assumed',
    '2: none stated',
  ]);
});

describe('delimiters become semicolons in place', () => {
  test.each([
    ['Drizzle', 'drizzle', 0, 'CREATE TABLE a (b integer);                       \nCREATE TABLE b ();'],
    ['Atlas', 'atlas', 0, /CREATE TABLE a \(b integer\)\n; {5}\nCREATE TABLE b \(\)\n; {5}$/],
    ['Liquibase', 'liquibase', 1, /\$\$ SELECT 1; \$\$\n; \n/],
  ])('%s', async (_title, layout, index, text) => {
    const tree = TREES.find((candidate) => candidate.layout === layout);
    const { head } = await read({}, tree?.files ?? {});
    const up = head[index]?.migration.up.text ?? '';
    if (typeof text === 'string') expect(up).toBe(text);
    else expect(up).toMatch(text);
  });
});

describe('what the framework refuses or leaves out is told', () => {
  const kinds = async (base: Files, head: Files): Promise<string[]> =>
    (await read(base, head)).faults.map(({ kind, detail }) => `${kind}: ${detail}`);

  test('Atlas: a new file that the sum does not list', async () => {
    const base = { 'migrations/atlas.sum': 'h1:x=\n1_a.sql h1:y=\n', 'migrations/1_a.sql': TWO };
    expect(await kinds(base, { ...base, 'migrations/2_b.sql': 'SELECT 1;' })).toEqual([
      'unrecognized-file: `migrations/2_b.sql` is not in `migrations/atlas.sum`, so Atlas refuses the whole folder; `atlas migrate hash` lists it.',
    ]);
  });

  test('Drizzle: a new file that the journal does not list, or lists too early', async () => {
    const journal = (...entries: [string, number][]): string =>
      JSON.stringify({ entries: entries.map(([tag, when], idx) => ({ idx, when, tag })) });
    const base = { 'drizzle/0000_a.sql': TWO, 'drizzle/meta/_journal.json': journal(['0000_a', 5]) };
    const head = {
      ...base,
      'drizzle/0001_b.sql': 'SELECT 1;',
      'drizzle/0002_c.sql': 'SELECT 2;',
      'drizzle/meta/_journal.json': journal(['0000_a', 5], ['0001_b', 4]),
    };
    expect(await kinds(base, head)).toEqual([
      'unrecognized-file: `drizzle/0001_b.sql` has an earlier `when` in `drizzle/meta/_journal.json` than a migration before it, so databases that ran that one skip it.',
      'unrecognized-file: `drizzle/0002_c.sql` is not in `drizzle/meta/_journal.json`, so Drizzle does not run it.',
    ]);
  });

  test('Sqitch: a script without a line in the plan; a change planned before a shipped one', async () => {
    const base = {
      'sqitch.plan': 'users 2026-01-01T00:00:00Z M <m@x> #\n',
      'deploy/users.sql': 'SELECT 1;',
    };
    const unplanned = await kinds(base, { ...base, 'deploy/orders.sql': 'SELECT 2;' });
    expect(unplanned).toEqual([
      'unrecognized-file: `deploy/orders.sql` is not in `sqitch.plan`, so it is not run.',
    ]);
    const early = {
      ...base,
      'sqitch.plan': `orders 2026-01-01T00:00:00Z M <m@x> #\n${base['sqitch.plan']}`,
      'deploy/orders.sql': 'SELECT 2;',
    };
    expect((await read(base, early)).faults.map(({ kind }) => kind)).toEqual(['out-of-order']);
  });

  test('Liquibase: a file that is not formatted', async () => {
    const base = {
      'db/db.changelog.xml': '<include file="a.sql"/>',
      'db/a.sql': '--liquibase formatted sql\n--changeset m:1\nSELECT 1;',
    };
    expect(await kinds(base, { ...base, 'db/b.sql': 'SELECT 2;' })).toEqual([
      'unrecognized-file: `db/b.sql` does not begin with `--liquibase formatted sql`, so it is not read.',
    ]);
  });

  test('Rails: migrations in Ruby are told; the dump is the shipped schema and never a change', async () => {
    const base = {
      'db/structure.sql': '\\restrict abc\nCREATE TABLE a ();\n',
      'db/migrate/20260101000000_a.rb': 'class A; end',
    };
    const head = {
      'db/structure.sql': 'CREATE TABLE a ();\nCREATE TABLE b ();\n',
      'db/migrate/20260101000000_a.rb': 'class A; end',
      'db/migrate/20260102000000_b.rb': 'class B; end',
    };
    const change = await read(base, head);
    expect(change.project).toMatchObject({ path: 'db', layout: 'rails-structure' });
    expect(change.base.map(({ up }) => up.text.trim())).toEqual(['CREATE TABLE a ();']);
    expect(change.head).toEqual([]);
    expect(change.faults.map(({ kind, paths }) => [kind, paths])).toEqual([
      ['unrecognized-file', ['db/migrate/20260102000000_b.rb']],
    ]);
  });
});

describe('changes of files that hold several migrations, or are run again', () => {
  const users = '--liquibase formatted sql\n--changeset m:1\nSELECT 1;\n';

  test('a changeset more in a shipped file is one new migration', async () => {
    const file = 'db/changes/001_users.sql';
    const change = await read({ [file]: users }, { [file]: `${users}--changeset m:2\nSELECT 2;\n` });
    expect(change.project.layout).toBe('liquibase');
    expect(change.head.map(({ status, migration }) => `${status} ${migration.version}`)).toEqual(['added 2']);
    expect(change.base.map(({ version }) => version)).toEqual(['1']);
  });

  test('a changeset more after one with a rollback, and comments between them, change nothing else', async () => {
    const file = 'db/changes/001_users.sql';
    const base = `${users}--rollback SELECT 0;\n`;
    const head = `${base}\n-- Orders:\n--changeset m:2\nSELECT 2;\n--rollback SELECT 3;\n`;
    const change = await read({ [file]: base }, { [file]: head });
    expect(change.head.map(({ status, migration }) => `${status} ${migration.version}`)).toEqual(['added 2']);
    expect(change.head[0]?.migration.down?.text.trim()).toBe('SELECT 3;');
  });

  test('a shipped changeset that is edited is edited', async () => {
    const file = 'db/changes/001_users.sql';
    const change = await read({ [file]: users }, { [file]: users.replace('SELECT 1', 'SELECT 3') });
    expect(change.head.map(({ status, migration }) => `${status} ${migration.version}`)).toEqual([
      'edited 1',
    ]);
  });

  test('a changeset in the middle is out of order', async () => {
    const file = 'db/changes/001_users.sql';
    const base = `${users}--changeset m:3\nSELECT 3;\n`;
    const head = `${users}--changeset m:2\nSELECT 2;\n--changeset m:3\nSELECT 3;\n`;
    const change = await read({ [file]: base }, { [file]: head });
    expect(change.faults.map(({ kind }) => kind)).toEqual(['out-of-order']);
  });

  test('SQL above the first changeset is a defect', async () => {
    const change = await read(
      {},
      { 'db/changes/001_a.sql': users.replace('--changeset', 'SELECT 0;\n--changeset') },
    );
    expect(change.head[0]?.migration.up.defect).toMatchObject({ line: 2 });
  });

  test('`since` splits by place where versions have no order', async () => {
    const files = {
      'sqitch.plan': 'users x\norders x\naddresses x\n',
      'deploy/users.sql': 'SELECT 1;',
      'deploy/orders.sql': 'SELECT 2;',
      'deploy/addresses.sql': 'SELECT 3;',
    };
    const change = await read({}, files, { since: 'orders' });
    expect(change.base.map(({ version }) => version)).toEqual(['users', 'orders']);
    expect(change.head.map(({ migration }) => migration.version)).toEqual(['addresses']);
  });

  test('an edited repeatable migration is marked; a new version is not out of order because of it', async () => {
    const base = { 'sql/V1__a.sql': TWO, 'sql/R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT 1;' };
    const head = {
      ...base,
      'sql/V2__b.sql': 'SELECT 2;',
      'sql/R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT 2;',
    };
    const change = await read(base, head);
    expect(change.faults).toEqual([]);
    expect(
      change.head.map(({ status, migration }) => [status, migration.version, migration.repeatable ?? false]),
    ).toEqual([
      ['added', '2', false],
      ['edited', 'R__v', true],
    ]);
  });
});

test('Liquibase: conditions of a new changeset are told, those of shipped ones are not', async () => {
  const file = 'db/changes/001_users.sql';
  const base = '--liquibase formatted sql\n--changeset m:1 context:dev\nSELECT 1;\n';
  const head = [
    base,
    '--changeset m:2 labels:"a, b" context:prod',
    '--preconditions onFail:MARK_RAN',
    '--precondition-sql-check expectedResult:0 SELECT 0',
    'SELECT 2;',
  ].join('\n');
  const { notices } = await readChanges(repositoryOf({ [file]: base }, { [file]: head }), requestOf());
  expect(notices).toEqual([
    {
      path: file,
      text: 'Whether changeset `2` of `db/changes/001_users.sql` runs under its preconditions, its context and its labels: it is reviewed as if it ran.',
    },
  ]);
});

test.each([
  [
    'Flyway',
    'sql/V#__x.sql',
    {},
    'Flyway refuses to migrate databases that ran that one already, unless `outOfOrder=true` is set',
  ],
  ['Flyway', 'sql/V#__x.sql', { 'flyway.conf': 'flyway.outOfOrder=true' }, 'Flyway runs it late'],
  [
    'Prisma',
    'prisma/migrations/#_x/migration.sql',
    { 'prisma/migrations/migration_lock.toml': 'provider = "postgresql"' },
    'Prisma runs it late',
  ],
  [
    'golang-migrate',
    'db/#_x.up.sql',
    { 'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.18.0' },
    'golang-migrate goes on from the version',
  ],
])('%s says what it does with a version that comes late', async (_name, pattern, around, what) => {
  const file = (version: number): string => pattern.replace('#', String(version));
  const base = { ...around, [file(1)]: TWO, [file(3)]: 'SELECT 3;' };
  const { faults } = await read(base, { ...base, [file(2)]: 'SELECT 2;' });
  expect(faults.map(({ kind }) => kind)).toEqual(['out-of-order']);
  expect(faults[0]?.detail).toContain(`which is shipped; ${what}`);
});
