import { afterAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { removeFolders } from '../git/checkout.ts';
import { history } from './history.ts';
import { findingsIn } from './reviewed.ts';
import { runHoldpoint, type Run } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const RENAME = 'ALTER TABLE customers RENAME COLUMN name TO full_name;\n';
const ORIGINAL = '0002_rename.sql';

async function split(folder: string, ...args: readonly string[]): Promise<Run> {
  return runHoldpoint(['split', `migrations/${ORIGINAL}`, ...args, '--since', '0001', '--no-git'], {
    cwd: folder,
  });
}

function filesOf(folder: string): string[] {
  return readdirSync(join(folder, 'migrations')).sort();
}

describe('holdpoint split', () => {
  test.concurrent('offers a series that was proved, and writes nothing by itself', async () => {
    const folder = history({ [ORIGINAL]: RENAME });

    const run = await split(folder);

    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Rename customers.name to customers.full_name');
    expect(filesOf(folder)).toEqual(['0001_customers.sql', ORIGINAL]);
  });

  test.concurrent('is what a review advises, once for a statement', async () => {
    const folder = history({ [ORIGINAL]: RENAME });

    const run = await runHoldpoint(
      ['review', '--since', '0001', '--no-git', '--no-cache', '--format', 'markdown'],
      { cwd: folder },
    );

    expect(run.stdout.split(`holdpoint split migrations/${ORIGINAL}`)).toHaveLength(2);
  });

  test.concurrent('says why there is none', async () => {
    const folder = history({ [ORIGINAL]: 'DROP TABLE unheard_of;\n' });

    const run = await split(folder, '--format', 'markdown');

    expect(run.code).toBe(2);
    expect(run.stdout).toContain('does not run');
  });

  test.concurrent('refuses a file that is no new migration', async () => {
    const folder = history({ [ORIGINAL]: RENAME });

    const run = await runHoldpoint(['split', 'migrations/0009_none.sql', '--no-git'], { cwd: folder });

    expect([run.code, run.stdout]).toEqual([64, '']);
  });

  test.concurrent('writes all files, the last of which ends what was begun', async () => {
    const folder = history({ [ORIGINAL]: RENAME });

    const run = await split(folder, '--write', '--all');

    const written = filesOf(folder).slice(2);
    expect(run.code).toBe(0);
    expect(written.length).toBeGreaterThan(2);
    expect(readFileSync(join(folder, 'migrations', written.at(-1) ?? ''), 'utf8')).toContain(
      'DROP COLUMN name',
    );
  });

  test.concurrent('writes a first pull request that a review lets pass', async () => {
    const folder = history({ [ORIGINAL]: RENAME });

    const run = await split(folder, '--write');

    const written = filesOf(folder).filter((name) => name !== ORIGINAL && name !== '0001_customers.sql');
    expect([run.code, written.length > 0]).toEqual([0, true]);
    rmSync(join(folder, 'migrations', ORIGINAL));
    const review = await runHoldpoint(
      ['review', '--since', '0001', '--no-git', '--no-cache', '--format', 'json'],
      {
        cwd: folder,
      },
    );
    expect(review.code).not.toBe(1);
    // The fill leaves its values in a column that the change brings, and its way back leaves them there.
    expect(findingsIn(review.stdout).map(({ rule }) => rule)).toEqual(['rollback-impossible']);
  });
});
