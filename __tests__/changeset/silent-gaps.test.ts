import { afterAll, describe, expect, test } from '@jest/globals';

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
