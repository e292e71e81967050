import { afterAll, describe, expect, test } from '@jest/globals';

import { openFolder } from '../../src/adapters/files/open-folder.ts';
import { openGitRepository } from '../../src/adapters/git/open-git-repository.ts';
import { readChanges } from '../../src/changeset/read-changes.ts';
import type { ChangeSet } from '../../src/model/project.ts';
import { createCheckout, removeFolders, temporaryFolder, writeFiles } from '../git/checkout.ts';
import { requestOf } from './memory-repository.ts';

afterAll(removeFolders);

const statuses = ({ projects }: ChangeSet): string[] =>
  projects.flatMap(({ head }) => head.map(({ status, migration }) => `${status} ${migration.path}`));

describe('readChanges on a checkout', () => {
  test('sees what the branch and the working tree change', async () => {
    const checkout = createCheckout();
    const shipped = {
      'db/migrations/1_a.sql': 'SELECT 1;',
      'db/migrations/2_b.sql': 'SELECT 2;',
      'db/migrations/3_c.sql': 'SELECT 3;',
      'db/migrations/4_d.sql': 'SELECT 4;',
    };
    checkout.commit(shipped);
    checkout.git('checkout', '--quiet', '-b', 'change');
    checkout.commit({ 'db/migrations/2_b.sql': 'SELECT 22;', 'db/migrations/5_e.sql': 'SELECT 5;' });
    checkout.git('mv', 'db/migrations/3_c.sql', 'db/migrations/3_see.sql');
    checkout.write({ 'db/migrations/4_d.sql': null, 'db/migrations/6_"f".sql': 'SELECT 6;' });
    const working = await openGitRepository({ folder: checkout.folder, base: 'main' });
    expect(statuses(await readChanges(working, requestOf()))).toEqual([
      'edited db/migrations/2_b.sql',
      'renamed db/migrations/3_see.sql',
      'deleted db/migrations/4_d.sql',
      'added db/migrations/5_e.sql',
      'added db/migrations/6_"f".sql',
    ]);
    const committed = await openGitRepository({ folder: checkout.folder, base: 'main', head: 'change' });
    const set = await readChanges(committed, requestOf());
    expect(statuses(set)).toEqual(['edited db/migrations/2_b.sql', 'added db/migrations/5_e.sql']);
    expect(set).toMatchObject({ base: committed.base, head: committed.head });
  });

  test('a file that was touched and put back is no change', async () => {
    const checkout = createCheckout();
    checkout.commit({ 'migrations/1_a.sql': 'SELECT 1;' });
    checkout.git('checkout', '--quiet', '-b', 'change');
    checkout.commit({ 'migrations/1_a.sql': 'SELECT 2;' });
    checkout.write({ 'migrations/1_a.sql': 'SELECT 1;' });
    const repository = await openGitRepository({ folder: checkout.folder, base: 'main' });
    expect((await readChanges(repository, requestOf())).projects).toEqual([]);
  });

  test('a plain folder and a version', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { '1_a.sql': 'SELECT 1;', '2_b.sql': 'SELECT 2;' });
    const repository = await openFolder({ folder, since: '1' });
    const set = await readChanges(
      repository,
      requestOf({ since: '1', folders: ['.'], root: repository.root }),
    );
    expect(statuses(set)).toEqual(['added 2_b.sql']);
    expect(set.base).toBe('since 1');
  });

  test('5,000 migrations and one of 10 MB', async () => {
    const folder = temporaryFolder();
    const many = Array.from(
      { length: 5000 },
      (_, at) => [`migrations/${at}_x.sql`, `SELECT ${at};`] as const,
    );
    writeFiles(folder, {
      ...Object.fromEntries(many),
      'migrations/9999_y.sql': "SELECT 'é';\n".repeat(800_000),
    });
    const repository = await openFolder({ folder, since: null });
    const { projects } = await readChanges(repository, requestOf());
    expect(projects[0]?.head).toHaveLength(5001);
    expect(projects[0]?.head.at(-1)?.migration.version).toBe('9999');
  });
});
