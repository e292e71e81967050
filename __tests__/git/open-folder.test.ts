import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import { folderInside } from '../../src/adapters/files/folder-inside.ts';
import { openFolder } from '../../src/adapters/files/open-folder.ts';
import { Problem } from '../../src/model/problem.ts';
import { removeFolders, temporaryFolder, writeFiles } from './checkout.ts';
import { problemFacts } from './problem-facts.ts';

afterAll(removeFolders);

describe('openFolder', () => {
  test('has every file at head and none at base', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'b/2.sql': 'two',
      'b/1.sql': 'one',
      'a.sql': 'a',
      'node_modules/x/1.sql': '',
      '.git/1.sql': '',
    });
    const repository = await openFolder({ folder, since: null });
    const files = await repository.list('head', '.');
    expect(files.map(({ path }) => path)).toEqual(['a.sql', 'b/1.sql', 'b/2.sql']);
    expect((await repository.list('head', 'b')).map(({ path }) => path)).toEqual(['b/1.sql', 'b/2.sql']);
    expect((await repository.read('head', files)).map((bytes) => Buffer.from(bytes).toString())).toEqual([
      'a',
      'one',
      'two',
    ]);
    expect(await repository.list('base', '.')).toEqual([]);
    expect(repository).toMatchObject({ root: folder, base: 'nothing', head: `files in ${folder}` });
    expect((await openFolder({ folder, since: '0042' })).base).toBe('since 0042');
  });

  test('a folder that is not there lists nothing', async () => {
    const repository = await openFolder({ folder: temporaryFolder(), since: null });
    expect(await repository.list('head', 'x/y')).toEqual([]);
  });

  test('follows links within the folder only and enters no folder outside', async () => {
    const folder = temporaryFolder();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret.sql'), 'SECRET');
    mkdirSync(join(folder, 'm'));
    writeFileSync(join(folder, 'real.sql'), 'real');
    symlinkSync('../real.sql', join(folder, 'm', 'inside.sql'));
    symlinkSync(join(outside, 'secret.sql'), join(folder, 'm', 'outside.sql'));
    symlinkSync(outside, join(folder, 'm', 'folder'));
    symlinkSync('gone.sql', join(folder, 'm', 'dangling.sql'));
    const repository = await openFolder({ folder, since: null });
    const files = (await repository.list('head', 'm')).filter(({ path }) => path.endsWith('.sql'));
    const read = (await repository.read('head', files)).map((bytes) => Buffer.from(bytes).toString());
    expect(files.map(({ path }) => path)).toEqual(['m/dangling.sql', 'm/inside.sql', 'm/outside.sql']);
    expect(read).toEqual(['gone.sql', 'real', join(outside, 'secret.sql')]);
  });

  test('refuses paths that lead out, and folders that are none', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a.sql': '' });
    const repository = await openFolder({ folder, since: null });
    expect((await problemFacts(repository.list('head', '../x'))).code).toBe('folder-outside');
    expect((await problemFacts(repository.read('head', [{ path: '/etc/passwd', id: '' }]))).code).toBe(
      'folder-outside',
    );
    expect(await problemFacts(openFolder({ folder: join(folder, 'a.sql'), since: null }))).toMatchObject({
      code: 'unknown-folder',
      title: `${join(folder, 'a.sql')} is not a folder.`,
    });
  });
});

describe('folderInside', () => {
  test('speaks from the root, whatever the working folder and links on the way', () => {
    const root = temporaryFolder();
    const link = join(temporaryFolder(), 'link');
    mkdirSync(join(root, 'db', 'migrations'), { recursive: true });
    symlinkSync(root, link);
    expect(folderInside(root, root, '.')).toBe('.');
    expect(folderInside(root, root, 'db/migrations/')).toBe('db/migrations');
    expect(folderInside(root, join(root, 'db'), 'migrations')).toBe('db/migrations');
    expect(folderInside(root, join(root, 'db'), '..')).toBe('.');
    expect(folderInside(root, link, 'db')).toBe('db');
    expect(folderInside(root, root, 'not/there/yet')).toBe('not/there/yet');
    expect(folderInside(root, root, '..x')).toBe('..x');
  });

  test('refuses what lies elsewhere', () => {
    const root = temporaryFolder();
    for (const folder of ['..', '/', temporaryFolder(), `../${root.split('/').at(-1) ?? ''}2`]) {
      expect(() => folderInside(root, root, folder)).toThrow(Problem);
    }
  });
});
