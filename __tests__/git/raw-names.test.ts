import { writeFileSync } from 'node:fs';
import { sep } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { openGitRepository } from '../../src/adapters/git/open-git-repository.ts';
import { createCheckout, removeFolders } from './checkout.ts';

afterAll(removeFolders);

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a file name that is not UTF-8 is read all the same', async () => {
  const checkout = createCheckout();
  checkout.commit({ 'a.sql': '1' });
  const name = Buffer.concat([
    Buffer.from(checkout.folder + sep),
    Buffer.from([0xe9, 0x2e, 0x73, 0x71, 0x6c]),
  ]);
  writeFileSync(name, 'SELECT 1;');
  const repository = await openGitRepository({ folder: checkout.folder });
  const files = await repository.list('head', '.');
  const read = await repository.read('head', files);
  expect(files.map(({ path }) => path)).toEqual(['a.sql', '\uFFFD.sql']);
  expect(Buffer.from(read[1] ?? []).toString()).toBe('SELECT 1;');
});
