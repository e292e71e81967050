import { afterAll, describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderCache } from '../../src/adapters/files/folder-cache.ts';
import { buildAction } from '../action/run-action.ts';
import { removeFolders, temporaryFolder } from '../git/checkout.ts';
import { CUSTOMERS, history, PHONE } from './history.ts';
import { runHoldpoint } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const SHIPPED = `${CUSTOMERS}-- ${'a base that is worth keeping '.repeat(900)}\n`;
const REVIEW = ['review', 'migrations', '--since', '0001', '--format', 'json'];

describe('the base', () => {
  test('is kept in the folder given, and the report is the same, byte by byte', async () => {
    const cwd = history({ '0002_phone.sql': PHONE }, SHIPPED);
    const args = [...REVIEW, '--cache', 'kept'];
    const first = await runHoldpoint(args, { cwd });
    const second = await runHoldpoint(args, { cwd });

    expect(first.code).toBe(0);
    expect(second.code).toBe(0);
    expect(second.stdout).toBe(first.stdout);
    expect(readdirSync(join(cwd, 'kept'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.base$/)]);
  });

  test('is not kept where no folder can be made, and the review goes on', async () => {
    const cwd = history({ '0002_phone.sql': PHONE }, SHIPPED);
    const without = await runHoldpoint([...REVIEW, '--no-cache'], { cwd });
    for (const folder of ['/proc/holdpoint/base', join(cwd, 'migrations/0002_phone.sql/base')]) {
      const review = await runHoldpoint([...REVIEW, '--cache', folder], { cwd });
      expect(review.code).toBe(without.code);
      expect(review.stdout).toBe(without.stdout);
    }
  }, 240_000);

  test("is kept in the user's cache folder otherwise, and nowhere with --no-cache", async () => {
    const cwd = history({ '0002_phone.sql': PHONE }, SHIPPED);
    const home = temporaryFolder();
    const env = { HOME: home, XDG_CACHE_HOME: join(home, 'xdg') };
    const without = await runHoldpoint([...REVIEW, '--no-cache'], { cwd, env });
    expect(readdirSync(home)).toEqual([]);
    const usual = await runHoldpoint(REVIEW, { cwd, env });

    expect(usual.stdout).toBe(without.stdout);
    expect(readdirSync(join(home, 'xdg/holdpoint'))).toHaveLength(1);
  });

  test('is not missed where nothing can be written', async () => {
    const cwd = history({ '0002_phone.sql': PHONE }, SHIPPED);
    const { code, stderr } = await runHoldpoint(
      [...REVIEW, '--cache', 'migrations/0001_customers.sql/none'],
      { cwd },
    );

    expect(code).toBe(0);
    expect(stderr).not.toMatch(/cache|none/);
  });
});

describe('a folder that keeps bases', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text);

  test('gives back what was put there, and null for the rest', async () => {
    const cache = folderCache(join(temporaryFolder(), 'new'));
    await cache.write('a', bytes('one'));
    await cache.write('a', bytes('two'));

    expect(Buffer.from((await cache.read('a')) ?? []).toString()).toBe('two');
    expect(await cache.read('b')).toBeNull();
  });

  test('lets go of what was used least recently', async () => {
    const folder = temporaryFolder();
    const cache = folderCache(folder, { entries: 2, bytes: 10 });
    for (const key of ['a', 'b', 'c']) {
      await cache.write(key, bytes(key.repeat(4)));
      await cache.read('a');
    }

    expect(readdirSync(folder).sort()).toEqual(['a.base', 'c.base']);
    await cache.write('large', bytes('x'.repeat(11)));
    expect(existsSync(join(folder, 'large.base'))).toBe(false);
  });
});
