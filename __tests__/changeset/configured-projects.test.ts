import { describe, expect, test } from '@jest/globals';
import { readChanges } from '../../src/changeset/read-changes.ts';
import type { ProjectSettings } from '../../src/model/project-settings.ts';
import { repositoryOf, requestOf } from './memory-repository.ts';

const SHIPPED = {
  'services/a/migrations/0001_a.sql': 'CREATE TABLE a (id bigint PRIMARY KEY);',
  'services/b/migrations/0001_b.sql': 'CREATE TABLE b (id bigint PRIMARY KEY);',
  'tools/migrations/0001_c.sql': 'CREATE TABLE c (id bigint PRIMARY KEY);',
};
const CHANGED = Object.fromEntries(
  Object.entries(SHIPPED).flatMap(([path, sql]) => [
    [path, sql],
    [path.replace('0001', '0002'), 'SELECT 1;'],
  ]),
);

function project(path: string, settings: Partial<ProjectSettings> = {}): ProjectSettings {
  const nothing = { dialect: 'postgres', layout: null, serverVersion: null, transaction: null } as const;
  return { ...nothing, files: null, since: null, ...settings, path };
}

/** Each project with its server version and what is new in it. */
async function read(...projects: readonly ProjectSettings[]): Promise<string[]> {
  const changes = await readChanges(repositoryOf(SHIPPED, CHANGED), requestOf({ projects }));
  return changes.projects.map(({ project: { path, serverVersion }, head }) =>
    [path, serverVersion ?? '-', ...head.map(({ migration }) => migration.version)].join(' '),
  );
}

describe('a configured path with a star', () => {
  test('stands for every folder that fits', async () => {
    expect(await read(project('services/*/migrations', { serverVersion: 15 }))).toEqual([
      'services/a/migrations 15 0002',
      'services/b/migrations 15 0002',
    ]);
    expect(await read(project('./**/migrations/'))).toHaveLength(3);
  });

  test('leaves a folder with an entry of its own to that', async () => {
    const projects = [
      project('services/*/migrations', { serverVersion: 15 }),
      project('services/b/migrations', { serverVersion: 17 }),
    ];
    expect(await read(...projects)).toEqual([
      'services/a/migrations 15 0002',
      'services/b/migrations 17 0002',
    ]);
  });

  test('that fits nothing is an error', async () => {
    await expect(read(project('apps/*/migrations'))).rejects.toThrow('No folder fits apps/*/migrations');
  });
});

describe("a project's own baseline", () => {
  test('counts for this project only', async () => {
    const settings = [project('services/a/migrations', { since: '0' }), project('services/b/migrations')];
    await expect(read(...settings)).rejects.toThrow('No migration has the version 0.');

    const known = [project('services/a/migrations', { since: '0001' }), project('services/b/migrations')];
    expect(await read(...known)).toEqual(['services/a/migrations - 0002', 'services/b/migrations - 0002']);
  });

  test('is told from what the base holds', async () => {
    const repository = repositoryOf(CHANGED, CHANGED);
    const since = { since: '0001' };
    const projects = [project('services/a/migrations', since), project('services/b/migrations')];
    const { projects: changed } = await readChanges(repository, requestOf({ projects }));

    expect(changed.map(({ project: { path }, head }) => [path, head.length])).toEqual([
      ['services/a/migrations', 1],
    ]);
  });
});
