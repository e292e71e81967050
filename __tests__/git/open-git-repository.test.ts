import { chmodSync, chownSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import { openGitRepository, type GitOptions } from '../../src/adapters/git/open-git-repository.ts';
import type { Repository, Side } from '../../src/model/ports.ts';
import { cloneOf, createCheckout, importBranch, removeFolders, temporaryFolder } from './checkout.ts';
import { problemFacts } from './problem-facts.ts';

afterAll(removeFolders);

/** Everything on one side as text, by path. */
async function contents(repository: Repository, side: Side, folder = '.'): Promise<Record<string, string>> {
  const files = await repository.list(side, folder);
  const bytes = await repository.read(side, files);
  expect(bytes).toHaveLength(files.length);
  return Object.fromEntries(files.map(({ path }, at) => [path, Buffer.from(bytes[at] ?? []).toString()]));
}

const opening = (options: GitOptions): Promise<unknown> => openGitRepository(options);

describe('comparing commits', () => {
  test('base is where the change left the branch, not where the branch is now', async () => {
    const checkout = createCheckout();
    const fork = checkout.commit({ 'a.sql': 'one' });
    checkout.git('checkout', '--quiet', '-b', 'change');
    const head = checkout.commit({ 'b.sql': 'two' });
    checkout.git('checkout', '--quiet', 'main');
    checkout.commit({ 'c.sql': 'three', 'a.sql': 'changed on main' });
    const repository = await openGitRepository({ folder: checkout.folder, base: 'main', head: 'change' });
    expect(repository).toMatchObject({
      root: checkout.folder,
      base: fork,
      head,
      baseReason: 'merge base with main, as asked for',
    });
    expect(await contents(repository, 'base')).toEqual({ 'a.sql': 'one' });
    expect(await contents(repository, 'head')).toEqual({ 'a.sql': 'one', 'b.sql': 'two' });
  });

  test('the same content has the same identity on both sides', async () => {
    const checkout = createCheckout();
    checkout.commit({ 'a.sql': 'one' });
    checkout.git('checkout', '--quiet', '-b', 'change');
    checkout.git('mv', 'a.sql', 'z.sql');
    checkout.commit({});
    const repository = await openGitRepository({ folder: checkout.folder, base: 'main', head: 'HEAD' });
    const [before] = await repository.list('base', '.');
    const [after] = await repository.list('head', '.');
    expect(after).toEqual({ path: 'z.sql', id: before?.id });
  });

  test('lists one folder, from any folder of the checkout, sorted', async () => {
    const checkout = createCheckout();
    checkout.commit({ 'db/b.sql': 'b', 'db/a.sql': 'a', 'db/é/x.sql': 'x', 'db2/c.sql': 'c' });
    const folder = join(checkout.folder, 'db', 'é');
    const repository = await openGitRepository({ folder, head: 'HEAD' });
    const paths = (await repository.list('head', 'db')).map(({ path }) => path);
    expect(paths).toEqual(['db/a.sql', 'db/b.sql', 'db/é/x.sql']);
  });

  test('file names may hold anything', async () => {
    const names = [
      'a b.sql',
      '"quoted".sql',
      "it's.sql",
      'tab\there.sql',
      'line\nbreak.sql',
      '-rf.sql',
      'ünï.sql',
      '$(touch x).sql',
      '*.sql',
      ':(top)x.sql',
    ];
    const checkout = createCheckout();
    checkout.commit({ 'README.md': '' });
    checkout.git('checkout', '--quiet', '-b', 'change');
    checkout.commit(Object.fromEntries(names.map((name) => [`m/${name}`, `content of ${name}`])));
    for (const head of ['HEAD', 'worktree']) {
      const repository = await openGitRepository({ folder: checkout.folder, base: 'main', head });
      const found = await contents(repository, 'head', 'm');
      expect(Object.keys(found).sort()).toEqual(names.map((name) => `m/${name}`).sort());
      for (const name of names) expect(found[`m/${name}`]).toBe(`content of ${name}`);
    }
  });

  test('bytes come as they are', async () => {
    const checkout = createCheckout();
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7) % 256);
    checkout.commit({ 'a.bin': bytes, 'empty.sql': '', 'b.sql': 'no newline' });
    const repository = await openGitRepository({ folder: checkout.folder, head: 'HEAD' });
    const files = await repository.list('head', '.');
    const [a, b, empty, again] = await repository.read('head', [...files, ...files.slice(0, 1)]);
    expect(Uint8Array.from(a ?? [])).toEqual(bytes);
    expect(Buffer.from(b ?? []).toString()).toBe('no newline');
    expect(empty).toHaveLength(0);
    expect(Uint8Array.from(again ?? [])).toEqual(bytes);
  });
});

describe('the working tree as head', () => {
  test('is what stands on the disk: edited, staged, untracked, deleted, ignored', async () => {
    const checkout = createCheckout();
    checkout.commit({
      '.gitignore': 'ignored.sql\n',
      'same.sql': '1',
      'edit.sql': '1',
      'gone.sql': '1',
      'removed.sql': '1',
    });
    checkout.write({
      'edit.sql': '2',
      'staged.sql': '3',
      'new/untracked.sql': '4',
      'ignored.sql': '5',
      'gone.sql': null,
    });
    checkout.git('add', 'staged.sql');
    checkout.git('rm', '--quiet', 'removed.sql');
    const repository = await openGitRepository({ folder: checkout.folder });
    expect(repository.head).toBe('working tree');
    expect(await contents(repository, 'head')).toEqual({
      '.gitignore': 'ignored.sql\n',
      'edit.sql': '2',
      'new/untracked.sql': '4',
      'same.sql': '1',
      'staged.sql': '3',
    });
    const [base, head] = [await repository.list('base', '.'), await repository.list('head', '.')];
    const id = (files: typeof base, path: string): string | undefined =>
      files.find((file) => file.path === path)?.id;
    expect(id(head, 'same.sql')).toBe(id(base, 'same.sql'));
    expect(id(head, 'edit.sql')).not.toBe(id(base, 'edit.sql'));
  });

  test('holds a conflict as it stands in the file', async () => {
    const checkout = createCheckout();
    checkout.commit({ 'a.sql': 'base\n' });
    checkout.git('checkout', '--quiet', '-b', 'change');
    checkout.commit({ 'a.sql': 'ours\n' });
    checkout.git('checkout', '--quiet', '-b', 'other', 'main');
    checkout.commit({ 'a.sql': 'theirs\n' });
    expect(() => checkout.git('merge', 'change')).toThrow('Command failed');
    const repository = await openGitRepository({ folder: checkout.folder, base: 'main' });
    expect((await contents(repository, 'head'))['a.sql']).toContain('<<<<<<<');
  });

  test('commits of the branch and edits on top count together', async () => {
    const checkout = createCheckout();
    const fork = checkout.commit({ 'a.sql': '1' });
    checkout.git('checkout', '--quiet', '-b', 'change');
    checkout.commit({ 'b.sql': '2' });
    checkout.write({ 'c.sql': '3' });
    const repository = await openGitRepository({ folder: checkout.folder, base: 'main' });
    expect(repository.base).toBe(fork);
    expect(Object.keys(await contents(repository, 'head'))).toEqual(['a.sql', 'b.sql', 'c.sql']);
  });
});

describe('links', () => {
  function withLinks(): ReturnType<typeof createCheckout> {
    const checkout = createCheckout();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret.sql'), 'SECRET');
    writeFileSync(join(checkout.folder, 'real.sql'), 'real');
    mkdirSync(join(checkout.folder, 'm'));
    const link = (target: string, name: string): void => {
      symlinkSync(target, join(checkout.folder, 'm', name));
    };
    link('../real.sql', 'inside.sql');
    link(join(outside, 'secret.sql'), 'absolute.sql');
    link(`../../${outside.split('/').at(-1) ?? ''}/secret.sql`, 'relative.sql');
    link('nowhere.sql', 'dangling.sql');
    link('loop.sql', 'loop.sql');
    link('../.git/config', 'git.sql');
    link(outside, 'folder');
    return checkout;
  }

  test.each(['HEAD', 'worktree'])('lead to files of the repository and nowhere else (%s)', async (head) => {
    const checkout = withLinks();
    checkout.commit({});
    const repository = await openGitRepository({ folder: checkout.folder, head });
    const found = await contents(repository, 'head', 'm');
    expect(found['m/inside.sql']).toBe('real');
    expect(found['m/dangling.sql']).toBe('nowhere.sql');
    expect(found['m/loop.sql']).toBe('loop.sql');
    expect(found['m/git.sql']).toBe('../.git/config');
    expect(Object.keys(found)).not.toContain('m/folder/secret.sql');
    expect(JSON.stringify(found)).not.toContain('SECRET');
    expect(JSON.stringify(found)).not.toContain('[core]');
  });

  test('a change of the file that a link leads to is a change of the link', async () => {
    const checkout = withLinks();
    checkout.commit({});
    checkout.git('checkout', '--quiet', '-b', 'change');
    checkout.commit({ 'real.sql': 'changed' });
    const repository = await openGitRepository({ folder: checkout.folder, base: 'main', head: 'HEAD' });
    const id = async (side: Side): Promise<string | undefined> =>
      (await repository.list(side, 'm')).find(({ path }) => path === 'm/inside.sql')?.id;
    expect(await id('base')).not.toBe(await id('head'));
  });
});

describe('the base that nobody named', () => {
  test("is the remote's default branch", async () => {
    const origin = createCheckout();
    origin.commit({ 'a.sql': '1' });
    origin.git('branch', '-m', 'trunk');
    const clone = cloneOf(origin);
    clone.commit({ 'b.sql': '2' });
    const repository = await openGitRepository({ folder: clone.folder });
    expect(repository.baseReason).toBe("merge base with origin/trunk, the remote's default branch");
    expect(repository.base).toBe(origin.git('rev-parse', 'HEAD'));
  });

  test('is origin/main where the remote says nothing, and main finds origin/main', async () => {
    const origin = createCheckout();
    origin.commit({ 'a.sql': '1' });
    const clone = cloneOf(origin);
    clone.git('checkout', '--quiet', '-b', 'change');
    clone.git('branch', '--quiet', '-D', 'main');
    clone.git('remote', 'set-head', 'origin', '--delete');
    const byDefault = await openGitRepository({ folder: clone.folder });
    expect(byDefault.baseReason).toBe('merge base with origin/main, the usual default branch of a remote');
    const asked = await openGitRepository({ folder: clone.folder, base: 'main' });
    expect(asked.baseReason).toBe('merge base with origin/main, as asked for');
  });
});

describe('problems', () => {
  test('not a checkout', async () => {
    const folder = temporaryFolder();
    expect(await problemFacts(opening({ folder }))).toEqual({
      code: 'not-a-checkout',
      title: `${folder} is not in a git checkout, so there is no change to compare.`,
      hint: 'Start holdpoint in a checkout, or say which migrations are shipped: --since <version>.',
      blame: 'usage',
    });
  });

  test('no such folder', async () => {
    const facts = await problemFacts(opening({ folder: '/nowhere/at/all' }));
    expect(facts.code).toBe('unknown-folder');
  });

  test('unknown reference names those close to it', async () => {
    const checkout = createCheckout();
    checkout.commit({});
    checkout.git('branch', 'release');
    const facts = await problemFacts(opening({ folder: checkout.folder, base: 'relaese' }));
    expect(facts.code).toBe('unknown-ref');
    expect(facts.title).toBe('git knows no commit, branch or tag "relaese".');
    expect(facts.hint).toContain('Did you mean one of these: release');
  });

  test.each(['--upload-pack=touch x', '-h', 'a\nb', ''])(
    'a reference is never an option: %j',
    async (base) => {
      const checkout = createCheckout();
      checkout.commit({});
      expect((await problemFacts(opening({ folder: checkout.folder, base }))).code).toBe('unknown-ref');
    },
  );

  test('no commits', async () => {
    const checkout = createCheckout();
    expect((await problemFacts(opening({ folder: checkout.folder }))).code).toBe('no-commits');
  });

  test('no default branch', async () => {
    const checkout = createCheckout();
    checkout.commit({});
    checkout.git('branch', '-m', 'feature');
    const facts = await problemFacts(opening({ folder: checkout.folder }));
    expect(facts.code).toBe('no-base');
    expect(facts.hint).toContain('--base <ref>');
  });

  test('shallow clone: the base is missing, or the merge base is', async () => {
    const origin = createCheckout();
    origin.commit({ 'a.sql': '1' });
    origin.git('checkout', '--quiet', '-b', 'change');
    origin.commit({ 'b.sql': '1' });
    origin.commit({ 'b.sql': '2' });
    const single = cloneOf(origin, '--depth=1');
    const missing = await problemFacts(opening({ folder: single.folder, base: 'main' }));
    expect(missing).toMatchObject({ code: 'shallow-clone', title: 'main is not in this shallow clone.' });
    expect(missing.hint).toContain('git fetch --unshallow');
    expect(missing.hint).toContain('fetch-depth: 0');
    const both = cloneOf(origin, '--depth=1', '--no-single-branch');
    const cut = await problemFacts(opening({ folder: both.folder, base: 'main' }));
    expect(cut).toMatchObject({
      code: 'shallow-clone',
      title: 'The commit where the change left origin/main is not in this shallow clone.',
    });
    both.git('fetch', '--quiet', '--unshallow');
    const repository = await openGitRepository({ folder: both.folder, base: 'main' });
    expect(repository.base).toBe(origin.git('rev-parse', 'main'));
  });

  test('unrelated histories', async () => {
    const checkout = createCheckout();
    checkout.commit({});
    checkout.git('checkout', '--quiet', '--orphan', 'other');
    checkout.commit({ 'x.sql': '1' });
    const facts = await problemFacts(opening({ folder: checkout.folder, base: 'main' }));
    expect(facts.code).toBe('no-merge-base');
  });

  test('git is missing', async () => {
    const checkout = createCheckout();
    checkout.commit({});
    const path = process.env['PATH'];
    process.env['PATH'] = temporaryFolder();
    try {
      const facts = await problemFacts(opening({ folder: checkout.folder }));
      expect(facts).toMatchObject({
        code: 'git-missing',
        title: 'git is not installed, or not on the PATH.',
      });
    } finally {
      process.env['PATH'] = path;
    }
  });

  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  asRoot('the checkout belongs to somebody else', async () => {
    const checkout = createCheckout();
    checkout.commit({});
    for (const path of [checkout.folder, join(checkout.folder, '.git')]) chownSync(path, 12_345, 12_345);
    const facts = await problemFacts(opening({ folder: checkout.folder }));
    expect(facts.code).toBe('unsafe-directory');
    expect(facts.hint).toContain(`git config --global --add safe.directory ${checkout.folder}`);
  });

  test.each(['..', '../x', '/etc', 'a/../../b', 'C:/x'])(
    'no way out of the repository: %s',
    async (folder) => {
      const checkout = createCheckout();
      checkout.commit({});
      const repository = await openGitRepository({ folder: checkout.folder });
      expect((await problemFacts(repository.list('head', folder))).code).toBe('folder-outside');
    },
  );

  test('a file that vanished after it was listed', async () => {
    const checkout = createCheckout();
    checkout.commit({});
    checkout.write({ 'a.sql': '1' });
    const repository = await openGitRepository({ folder: checkout.folder });
    const files = await repository.list('head', '.');
    renameSync(join(checkout.folder, 'a.sql'), join(checkout.folder, 'b.sql'));
    expect((await problemFacts(repository.read('head', files))).code).toBe('unreadable-file');
  });
});

test('what a hook has set for another repository does not mislead', async () => {
  const checkout = createCheckout();
  checkout.commit({ 'a.sql': '1' });
  const other = createCheckout();
  process.env['GIT_DIR'] = join(other.folder, '.git');
  try {
    const repository = await openGitRepository({ folder: checkout.folder });
    expect(Object.keys(await contents(repository, 'base'))).toEqual(['a.sql']);
  } finally {
    delete process.env['GIT_DIR'];
  }
});

test('git starts no program that the repository names', async () => {
  const checkout = createCheckout();
  checkout.commit({ 'a.sql': '1' });
  const trap = join(checkout.folder, '.git', 'trap.sh');
  writeFileSync(trap, `#!/bin/sh\ntouch ${join(checkout.folder, 'sprung')}\n`);
  chmodSync(trap, 0o755);
  checkout.git('config', 'core.fsmonitor', trap);
  const repository = await openGitRepository({ folder: checkout.folder });
  expect(Object.keys(await contents(repository, 'head'))).toEqual(['a.sql']);
});

test('5,000 files and one of 10 MB', async () => {
  const checkout = createCheckout();
  checkout.commit({ 'README.md': '' });
  const many = Array.from({ length: 5000 }, (_, index) => [`m/${index}_x.sql`, `SELECT ${index};`] as const);
  const large = 'SELECT 1;\n'.repeat(1_000_000);
  importBranch(checkout, 'change', { ...Object.fromEntries(many), 'large.sql': large });
  checkout.git('checkout', '--quiet', 'change');
  for (const head of ['HEAD', 'worktree']) {
    const repository = await openGitRepository({ folder: checkout.folder, base: 'main', head });
    const files = await repository.list('head', '.');
    const bytes = await repository.read('head', files);
    expect(files).toHaveLength(5002);
    expect(bytes.find((content) => content.length === large.length)).toBeDefined();
  }
});
