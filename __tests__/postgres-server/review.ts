import { describe, expect } from '@jest/globals';
import { runHoldpoint, type Run } from '../cli/run-holdpoint.ts';
import { beside, onServer, SERVER, urlWith } from './server.ts';

describe('reviews', () => {
  const EXAMPLES = ['blocking-change', 'contract-with-data-loss', 'safe-expand'];

  interface Told {
    readonly verdict: { readonly outcome: string };
    readonly projects: readonly { readonly engine: unknown }[];
  }

  function review(example: string, ...more: readonly string[]): Promise<Run> {
    return runHoldpoint([
      'review',
      `examples/${example}/migrations`,
      '--since',
      '0002',
      '--format',
      'json',
      ...more,
    ]);
  }

  function told({ stdout }: Run): Told {
    return JSON.parse(stdout) as Told;
  }

  /** Ids of all findings, wherever in the report they stand, in its order. */
  function rulesOf({ stdout }: Run): readonly string[] {
    return [...stdout.matchAll(/"rule": ?"([a-z-]+)"/g)].map(([, rule]) => rule ?? '');
  }

  onServer.each(EXAMPLES)('%s: the verdict on a server is that of the embedded engine', async (example) => {
    const [embedded, served] = await Promise.all([
      review(example),
      review(example, '--database-url', SERVER),
    ]);
    const [left, right] = [told(embedded), told(served)];
    expect(served.code).toBe(embedded.code);
    expect(right.verdict.outcome).toBe(left.verdict.outcome);
    expect(rulesOf(served)).toEqual(rulesOf(embedded));
    expect(rulesOf(embedded).length > 0).toBe(example !== 'safe-expand');
    expect(JSON.stringify(right.projects[0]?.engine)).toContain('postgres-server');
    expect(served.stdout + served.stderr).not.toContain(new URL(SERVER).password);
  });

  onServer('a server that may not be used stops the review with the exit code of wrong usage', async () => {
    await beside('CREATE TABLE precious_too (id integer)');
    try {
      const refused = await review('safe-expand', '--database-url', SERVER);
      expect([refused.code, refused.stdout]).toEqual([64, '']);
      expect(refused.stderr).toContain('--i-know-it-is-disposable');
      const { code } = await review('safe-expand', '--database-url', SERVER, '--i-know-it-is-disposable');
      expect(code).not.toBe(64);
    } finally {
      await beside('DROP TABLE precious_too');
    }
    const wrong = await review('safe-expand', '--database-url', urlWith({ password: 'not-the-password' }));
    expect(wrong.code).toBe(64);
    expect(wrong.stderr).not.toContain('not-the-password');
  });

  onServer('a role that may only create databases sees what breaks, too', async () => {
    await beside("CREATE ROLE holdpoint_reviewer LOGIN CREATEDB PASSWORD 'only-for-tests'");
    try {
      const url = urlWith({ username: 'holdpoint_reviewer', password: 'only-for-tests' });
      const [embedded, served] = await Promise.all([
        review('contract-with-data-loss'),
        review('contract-with-data-loss', '--database-url', url),
      ]);
      expect(rulesOf(served)).toEqual(rulesOf(embedded));
      expect(rulesOf(served)).not.toEqual([]);
    } finally {
      await beside('DROP ROLE holdpoint_reviewer');
    }
  });
});
