import { describe, expect, test } from '@jest/globals';

import { readChanges } from '../../src/changeset/read-changes.ts';
import type { ChangedMigration } from '../../src/model/migration.ts';
import type { ProjectChange } from '../../src/model/project.ts';
import { repositoryOf, requestOf, type Files } from './memory-repository.ts';

const SQL = 'SELECT 1;';

/** The only project of a change that adds these files. */
async function added(files: Files, request = {}): Promise<ProjectChange> {
  const set = await readChanges(repositoryOf({}, files), requestOf(request));
  expect(set.projects).toHaveLength(1);
  const [project] = set.projects;
  if (project === undefined) throw new Error('No project.');
  return project;
}

function named(paths: readonly string[]): Files {
  return Object.fromEntries(paths.map((path, index) => [`migrations/${path}`, `SELECT ${index};`]));
}

const labels = (head: readonly ChangedMigration[]): string[] =>
  head.map(({ migration: { version, name, down } }) => `${version} ${name}${down === null ? '' : ' (down)'}`);

describe('layouts', () => {
  test.each<[layout: string, files: string[], migrations: string[]]>([
    ['one-file', ['0001_a.sql', '0010_c.sql', '0002_b.sql'], ['0001 a', '0002 b', '0010 c']],
    ['one-file', ['9_a.sql', '10_b.sql', '1_c.sql'], ['1 c', '9 a', '10 b']],
    ['one-file', ['1.sql', '2.sql', '10.sql'], ['1 ', '2 ', '10 ']],
    ['one-file', ['001-a.sql', '002-b-c.sql'], ['001 a', '002 b-c']],
    ['one-file', ['20260101120000_b.sql', '20251231235959_a.sql'], ['20251231235959 a', '20260101120000 b']],
    [
      'flyway',
      ['V1__a.sql', 'V1.10__d.sql', 'V1.9__c.sql', 'V1_2__b.sql', 'V2__e.sql'],
      ['1 a', '1_2 b', '1.9 c', '1.10 d', '2 e'],
    ],
    [
      'one-file',
      ['2024-01-02-030405_a.sql', '2024-01-10-000000_b.sql'],
      ['2024-01-02-030405 a', '2024-01-10-000000 b'],
    ],
    ['one-file', ['2024_01_31_120000_a.sql'], ['2024_01_31_120000 a']],
    ['one-file', ['0001_ünïcode name.SQL'], ['0001 ünïcode name']],
    ['one-file', ['001_2fa.sql', '002.3ds.sql'], ['001 2fa', '002 3ds']],
    ['up-down', ['1_a.up.sql', '1_a.down.sql', '2_b.up.sql'], ['1 a (down)', '2 b']],
    [
      'up-down',
      ['V0001.Initial_Schema.up.sql', 'V0001.Initial_Schema.down.sql'],
      ['0001 Initial_Schema (down)'],
    ],
    [
      'up-down',
      ['20250101_a.sql', '20250102_b.up.sql', '20250102_b.down.sql'],
      ['20250101 a', '20250102 b (down)'],
    ],
    ['up-down', ['001.do.a.sql', '001.undo.a.sql', '002.do.sql'], ['001 a (down)', '002 ']],
    ['flyway', ['V1__a.sql', 'U1__a.sql'], ['1 a (down)']],
    ['up-down', ['1_create.up.sql', '1_drop.down.sql'], ['1 create (down)']],
    ['up-down', ['1_a.postgres.up.sql', '1_a.mysql.up.sql', '2_b.up.sql'], ['1 a', '2 b']],
    [
      'folder-per-migration',
      ['01_a/migration.sql', '10_c/migration.sql', '2_b/migration.sql'],
      ['01 a', '2 b', '10 c'],
    ],
    ['folder-per-migration', ['01_a/up.sql', '01_a/down.sql', '02_b/up.sql'], ['01 a (down)', '02 b']],
    [
      'diesel',
      ['2023-01-01-000000_a/up.sql', '2023-01-01-000000_a/down.sql'],
      ['2023-01-01-000000 a (down)'],
    ],
    [
      'version-folders',
      ['v1.9/b.sql', 'v1.10/c.sql', 'v1.0/a.sql', 'v1.9/a.sql'],
      ['1.0 a', '1.9 a', '1.9 b', '1.10 c'],
    ],
  ])('%s: %j', async (layout, files, migrations) => {
    const { project, head, faults } = await added(named(files));
    expect(project).toMatchObject({ path: 'migrations', dialect: 'postgres', layout });
    expect(labels(head)).toEqual(migrations);
    expect(faults).toEqual([]);
    expect(new Set(head.map(({ status }) => status))).toEqual(new Set(['added']));
  });

  test('a manifest orders the files of a version and says which are run', async () => {
    const { head, faults } = await added({
      'schema/versioned/v1.1/b.sql': SQL,
      'schema/versioned/v1.1/a.sql': 'SELECT 2;',
      'schema/versioned/v1.1/combined.sql': 'SELECT 3;',
      'schema/versioned/v1.1/manifest.json': JSON.stringify({ SchemaUpdateCqlFiles: ['b.sql', 'a.sql'] }),
      'schema/versioned/v1.0/x.sql': 'SELECT 0;',
      'schema/schema.sql': 'the whole',
    });
    expect(labels(head)).toEqual(['1.0 x', '1.1 b', '1.1 a']);
    expect(faults.map(({ kind, paths }) => [kind, paths])).toEqual([
      ['unrecognized-file', ['schema/versioned/v1.1/combined.sql']],
    ]);
  });

  test('a broken manifest stops the review', async () => {
    const files = { 'versioned/v1.0/a.sql': SQL, 'versioned/v1.0/manifest.json': '{' };
    await expect(added(files)).rejects.toMatchObject({ facts: { code: 'unreadable-manifest' } });
  });

  test('transaction modes: custom is assumed, rules and words are stated', async () => {
    const modes = async (files: Files, request = {}): Promise<string[]> =>
      (await added(files, request)).head.map(
        ({ migration: { transaction, transactionIs } }) => `${transaction}, ${transactionIs}`,
      );
    const header = '-- Adds an index.\n-- holdpoint:transaction none\nSELECT 1;';
    expect(await modes({ 'migrations/1_a.sql': SQL, 'migrations/2_b.sql': header })).toEqual([
      'per-migration, assumed',
      'none, stated',
    ]);
    expect(await modes({ 'migrations/1_a.sql': SQL }, { transaction: 'per-statement' })).toEqual([
      'per-statement, stated',
    ]);
    expect(await modes({ 'migrations/1_a.sql': header }, { transaction: 'per-statement' })).toEqual([
      'none, stated',
    ]);
    const goose = {
      'migrations/1_a.sql': '-- +goose Up\nSELECT 1;',
      'migrations/2_b.sql': '-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;',
    };
    expect(await modes(goose)).toEqual(['per-migration, stated', 'none, stated']);
    const dbmate = {
      'migrations/1_a.sql': '-- migrate:up\nSELECT 1;\n-- migrate:down\n',
      'migrations/2_b.sql': '-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down transaction:false\n',
    };
    expect(await modes(dbmate)).toEqual(['per-migration, stated', 'none, stated']);
    expect(await modes({ 'migrations/v1.0/a.sql': SQL })).toEqual(['per-statement, assumed']);
  });

  test('a misspelt transaction comment is a defect, not a comment', async () => {
    const { head } = await added({ 'migrations/1_a.sql': 'SELECT 1;\n-- holdpoint:transaction off\n' });
    expect(head[0]?.migration.up.defect).toEqual({
      reason:
        'asks for holdpoint:transaction off, which is none of per-migration, all-pending, per-statement, none',
      offset: 10,
      line: 2,
    });
  });
});

describe('sections', () => {
  const goose =
    "\uFEFF-- +goose Up\r\n-- +goose StatementBegin\nSELECT 'é';\n-- +goose StatementEnd\n\n-- +goose Down\nSELECT 2;";

  test('each direction keeps the offsets and lines of the file', async () => {
    const { project, head } = await added({ 'migrations/001_a.sql': goose });
    expect(project).toMatchObject({ layout: 'goose', bringsDownFiles: true });
    const texts = head.flatMap(({ migration: { up, down } }) => [
      up.text,
      ...(down === null ? [] : [down.text]),
    ]);
    expect(texts).toHaveLength(2);
    const [up = '', down = ''] = texts;
    expect(up).toContain("SELECT 'é';");
    expect(up).not.toContain('SELECT 2');
    expect(down.trim()).toBe('-- +goose Down\nSELECT 2;');
    for (const text of texts) {
      expect(Buffer.byteLength(text)).toBe(Buffer.byteLength(goose));
      expect(text.split('\n')).toHaveLength(goose.split('\n').length);
    }
    expect(Buffer.from(down).indexOf('SELECT 2')).toBe(Buffer.from(goose).indexOf('SELECT 2'));
  });

  test.each([
    ['a file without a mark among marked ones', 'SELECT 1;', 'has no "-- +goose Up" section', 0, 1],
    [
      'SQL above the first mark',
      '-- é\nSELECT 1;\n-- +goose Up\n',
      'has SQL above "-- +goose Up", which is never run',
      6,
      2,
    ],
  ])('%s is a defect', async (...row) => {
    const [, text, reason, offset, line] = row;
    const { head } = await added({ 'migrations/001_a.sql': goose, 'migrations/002_b.sql': text });
    expect(head[1]?.migration.up.defect).toEqual({ reason, offset, line });
  });

  test('comments above the first mark are fine, and a file without down has none', async () => {
    const text = '/* why */\n-- because\n\n-- +goose up\nSELECT 1;';
    const { project, head } = await added({ 'migrations/001_a.sql': text });
    expect(head[0]?.migration).toMatchObject({ down: null, up: { defect: null } });
    expect(project.bringsDownFiles).toBe(false);
  });
});

describe('what is told wins over what is found', () => {
  test('layout and dialect', async () => {
    const files = { 'mysql/001_a.sql': '-- +goose Up\nSELECT 1;', 'mysql/002_b.sql': SQL };
    const { project } = await added(files, { folders: ['mysql'], dialect: 'postgres', layout: 'one-file' });
    expect(project).toMatchObject({
      dialect: 'postgres',
      layout: 'one-file',
      layoutReason: 'as told; PostgreSQL as told',
    });
  });

  test('a configured project: pattern, server version, transaction', async () => {
    const settings = {
      path: 'db',
      dialect: null,
      layout: null,
      serverVersion: 15,
      transaction: 'none' as const,
      files: 'changes/**/*.sql',
    };
    const { project, head } = await added(
      {
        'db/changes/2024/001_a.sql': SQL,
        'db/changes/2025/deep/002_b.sql': SQL,
        'db/003_other.sql': SQL,
        'migrations/004_not_asked.sql': SQL,
      },
      { projects: [settings] },
    );
    expect(project).toMatchObject({ path: 'db', serverVersion: 15, transaction: 'none' });
    expect(labels(head)).toEqual(['001 a', '002 b']);
  });
});
