import { afterAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { cloneOf, createCheckout, removeFolders, temporaryFolder, type Checkout } from '../git/checkout.ts';
import { CUSTOMERS, PHONE } from './history.ts';
import { runHoldpoint } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

/** Main has one migration; a branch adds another. */
function branched(): Checkout {
  const checkout = createCheckout();
  checkout.commit({ 'db/migrations/0001_customers.sql': CUSTOMERS });
  checkout.git('switch', '--quiet', '--create', 'phone');
  checkout.commit({ 'db/migrations/0002_phone.sql': PHONE });
  return checkout;
}

describe('a git checkout', () => {
  test.concurrent('the change is what the branch adds to the default branch', async () => {
    const { code, stdout } = await runHoldpoint(['review'], { cwd: branched().folder });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^0002_phone\.sql$/m);
    expect(stdout).not.toContain('0001_customers.sql');
  });

  test.concurrent(
    '--base names another side, from a sub-folder, for files that are not committed',
    async () => {
      const checkout = branched();
      checkout.write({ 'db/migrations/0003_email.sql': PHONE.replace('phone', 'email') });
      const cwd = join(checkout.folder, 'db');
      const { code, stdout } = await runHoldpoint(['review', 'migrations', '--base', 'phone'], { cwd });

      expect(code).toBe(0);
      expect(stdout).toMatch(/^db\/migrations +PostgreSQL/m);
      expect(stdout).toMatch(/^0003_email\.sql$/m);
      expect(stdout).not.toContain('0002_phone.sql');
    },
  );

  test.concurrent.each([
    ['text', 'No migrations in this change\n'],
    ['json', '"outcome": "nothing"'],
  ])('a change without migrations is said in one line: %s', async (format, words) => {
    const { code, stdout } = await runHoldpoint(['review', '--base', 'phone', '--format', format], {
      cwd: branched().folder,
    });

    expect(code).toBe(0);
    expect(stdout).toContain(words);
  });
});

describe('no answer leaves with 64 and says what to do', () => {
  const shallow = (): Checkout => {
    const origin = branched();
    origin.git('switch', '--quiet', 'main');
    origin.commit({ 'README.md': 'Shop' });
    origin.git('switch', '--quiet', 'phone');
    return cloneOf(origin, '--depth=1', '--no-single-branch');
  };

  test.concurrent.each<[string, () => string, string, readonly string[]]>([
    [
      'not a checkout',
      temporaryFolder,
      'review',
      ['is not in a git checkout, so there is no change to compare.', '--since <version>'],
    ],
    [
      'an unknown reference',
      () => branched().folder,
      'review --base mian',
      ['git knows no commit, branch or tag "mian".', 'Did you mean one of these: main'],
    ],
    [
      'a shallow clone without the merge base',
      () => shallow().folder,
      'review --base main',
      ['is not in this shallow clone.', 'git fetch --unshallow, or fetch-depth: 0 for actions/checkout.'],
    ],
    [
      'a folder that is not there',
      () => branched().folder,
      'review nowhere',
      ['There is no folder nowhere.', 'Name the folder that holds the migrations.'],
    ],
  ])('%s', async (_, place, line, told) => {
    const { code, stdout, stderr } = await runHoldpoint(line.split(' '), { cwd: place() });

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    for (const words of told) expect(stderr).toContain(words);
  });
});
