import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { createCheckout, removeFolders, type Checkout } from '../git/checkout.ts';
import { ServedCheckout, type Answer } from '../github-repository/served-checkout.ts';
import { runHoldpoint } from './run-holdpoint.ts';

buildAction();
const opened: ServedCheckout[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});
afterAll(removeFolders);

const SQL = 'CREATE TABLE customers (id bigint PRIMARY KEY);\n';
const WORKFLOW = '.github/workflows/holdpoint.yml';

function withMigrations(): Checkout {
  const checkout = createCheckout();
  checkout.commit({ 'db/migrations/V1__customers.sql': SQL, 'db/migrations/V2__more.sql': 'SELECT 1;\n' });
  return checkout;
}

interface Told {
  readonly ok: boolean;
  readonly groups: readonly {
    readonly title: string;
    readonly checks: readonly {
      readonly state: string;
      readonly text: string;
      readonly mend: string | null;
    }[];
  }[];
}

/** What the doctor says, `state: text`, by group. */
async function doctor(
  checkout: Checkout,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly told: readonly string[] }> {
  const { code, stdout } = await runHoldpoint(['doctor', '--format', 'json', ...args], {
    cwd: checkout.folder,
    env,
  });
  const { ok, groups } = JSON.parse(stdout) as Told;
  expect(ok).toBe(code === 0);
  const told = groups.flatMap(({ checks }) => checks.map(({ state, text }) => `${state}: ${text}`));
  for (const { checks } of groups)
    for (const { state, mend } of checks) expect(mend === null).toBe(state === 'ok');
  return { code, told };
}

describe('holdpoint init', () => {
  test('writes what our own doctor has nothing against, and never over what is there', async () => {
    const checkout = withMigrations();
    const cwd = checkout.folder;
    const dry = await runHoldpoint(['init', '--dry-run'], { cwd });
    expect(dry.code).toBe(0);
    expect(existsSync(join(cwd, '.holdpoint.yml'))).toBe(false);

    const first = await runHoldpoint(['init'], { cwd: join(cwd, 'db') });
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('db/migrations: postgres, flyway, 2');
    const written = readFileSync(join(cwd, '.holdpoint.yml'), 'utf8');
    expect(dry.stdout).toContain(written);
    expect(dry.stdout).toContain(readFileSync(join(cwd, WORKFLOW), 'utf8'));
    expect(written).toMatch(/^# yaml-language-server: \$schema=https:\/\/.+configuration\.schema\.json\n/);

    const { code, told } = await doctor(checkout, ['--offline']);
    expect(code).toBe(0);
    expect(told).toContain('ok: .holdpoint.yml is valid.');
    expect(told.filter((text) => /^(warn|fail):/.test(text))).toEqual([]);

    checkout.write({ '.holdpoint.yml': 'comment: never\n' });
    const again = await runHoldpoint(['init'], { cwd });
    expect(again.code).toBe(64);
    expect(again.stderr).toContain('.holdpoint.yml is there already.');
    expect(readFileSync(join(cwd, '.holdpoint.yml'), 'utf8')).toBe('comment: never\n');
    expect((await runHoldpoint(['init', '--force'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, '.holdpoint.yml'), 'utf8')).toBe(written);
  });
});

describe('holdpoint doctor', () => {
  test('a configuration that cannot be read, and no workflow', async () => {
    const checkout = withMigrations();
    checkout.write({ '.holdpoint.yml': 'commment: never\n' });
    const { code, told } = await doctor(checkout, ['--offline']);

    expect(code).toBe(1);
    expect(told).toContain('fail: .holdpoint.yml, line 1: unknown key commment.');
    expect(told).toContain('fail: There are no workflows.');
    expect(told).toContainEqual(expect.stringMatching(/^ok: The embedded engine answers: pglite/));
    expect(told).toContain('unknown: GitHub was not asked.');
  });

  const answers = (required: readonly string[], refused: readonly string[] = []): Record<string, Answer> => {
    const answer = (body: unknown): Answer => ({ status: 200, body });
    const rule = {
      type: 'required_status_checks',
      parameters: { required_status_checks: required.map((context) => ({ context })) },
    };
    const forbidden = refused.map(
      (end) => [end, { status: 403, body: { message: 'Resource not accessible' } }] as const,
    );
    return {
      ...Object.fromEntries(forbidden),
      '/repos/acme/shop': answer({ default_branch: 'main' }),
      '/rules/branches/main': answer([rule]),
      '/branches/main': answer({ name: 'main', protection: {} }),
      '/graphql': answer({ data: { repository: { mergeQueue: { id: 'MQ_1' } } } }),
      '/pulls': answer([]),
      '/commits/main/status': answer({ statuses: [] }),
      '/commits/main/check-runs': { ...answer({ check_runs: [] }), ...forbidden[0]?.[1] },
    };
  };

  async function asked(told: Record<string, Answer>): Promise<Awaited<ReturnType<typeof doctor>>> {
    const checkout = withMigrations();
    checkout.git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
    await runHoldpoint(['init'], { cwd: checkout.folder });
    const path = join(checkout.folder, WORKFLOW);
    checkout.write({ [WORKFLOW]: readFileSync(path, 'utf8').replace('merge_group:', 'create:') });
    const served = await ServedCheckout.open(checkout.folder, { answers: told });
    opened.push(served);
    const env = {
      GITHUB_API_URL: served.url,
      GITHUB_SERVER_URL: 'https://github.com',
      HOLDPOINT_API_PACE: 'immediate',
    };
    return doctor(checkout, [], env);
  }

  test('a branch that waits for the status, and a queue that nobody answers', async () => {
    const { code, told } = await asked(answers(['build', 'holdpoint'], ['/commits/main/check-runs']));

    expect(code).toBe(1);
    expect(told).toContain('ok: A merge into main waits for the status holdpoint.');
    expect(told).toContain('warn: The token lacks checks: read.');
    expect(told).toContainEqual(expect.stringMatching(/^fail: Changes go through a merge queue/));
  });

  test('a branch that does not', async () => {
    const { code, told } = await asked(answers(['build']));

    expect(code).toBe(1);
    expect(told).toContain('fail: A merge into main does not wait for the status holdpoint.');
    expect(told).toContain('ok: The token may read what a review reads.');
  });

  test.each([
    [401, 'Bad credentials', /^fail: GitHub does not accept the token \(401: Bad credentials\)/],
    [404, 'Not Found', /^unknown: GitHub does not give acme\/shop: it is not there/],
  ])('GitHub says %i', async (status, message, expected) => {
    const { told } = await asked({ '/repos/acme/shop': { status, body: { message } } });

    expect(told).toContainEqual(expect.stringMatching(expected));
  });
});
