import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Runbook } from '../../src/model/runbook.ts';
import { buildAction } from '../action/run-action.ts';
import { runHoldpoint, type Run } from '../cli/run-holdpoint.ts';
import { createCheckout, removeFolders, temporaryFolder, type Checkout } from '../git/checkout.ts';
import { ServedCheckout } from './served-checkout.ts';

buildAction();

const CUSTOMERS = 'CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);\n';
const BLOCKING = 'CREATE INDEX customers_name_idx ON customers (name);\n';

let checkout: Checkout;
let github: ServedCheckout;

beforeAll(async () => {
  checkout = createCheckout();
  checkout.commit({
    'db/migrations/0001_customers.sql': CUSTOMERS,
    '.holdpoint.yml': 'rules: { index-build-blocks-writes: { severity: block } }\n',
  });
  checkout.git('switch', '--quiet', '--create', 'change');
  checkout.commit({
    'db/migrations/0002_index.sql': BLOCKING,
    '.holdpoint.yml': 'rules: { index-build-blocks-writes: { severity: off } }\n',
  });
  checkout.git('switch', '--quiet', '--create', 'drop', 'main');
  checkout.commit({ 'db/migrations/0002_drop.sql': 'ALTER TABLE customers DROP COLUMN name;\n' });
  checkout.git('switch', '--quiet', 'change');
  const [base, head] = ['main', 'change'].map((ref) => checkout.git('rev-parse', ref));
  github = await ServedCheckout.open(checkout.folder, {
    pulls: {
      7: { base: base ?? '', head: head ?? '' },
      9: { base: base ?? '', head: checkout.git('rev-parse', 'drop') },
    },
  });
});
afterAll(async () => {
  await github.close();
  removeFolders();
});

function review(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const variables = { GITHUB_API_URL: github.url, HOLDPOINT_API_PACE: 'immediate', ...env };
  return runHoldpoint(['review', ...args], { cwd: temporaryFolder(), env: variables });
}

describe('holdpoint review --github', () => {
  test('reviews a pull request from anywhere, with the configuration of its base, and writes nothing', async () => {
    const { code, stdout } = await review(['--github', 'acme/shop#7', '--no-cache']);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^NO-GO$/m);
    expect(stdout).toContain('index-build-blocks-writes');
    expect(github.requests.filter((line) => !line.startsWith('GET ') && line !== 'POST /graphql')).toEqual(
      [],
    );
    expect(github.requests.length).toBeLessThanOrEqual(8);
  });

  test('says the same as a review of the checkout', async () => {
    const format = ['--format', 'json', '--no-cache', 'db/migrations'];
    const remote = await review(['--github', 'https://127.0.0.1/acme/shop/pull/7/files', ...format], {
      GITHUB_SERVER_URL: 'https://127.0.0.1',
    });
    checkout.git('switch', '--quiet', 'change');
    const config = ['--config', 'base.yml'];
    checkout.write({ 'base.yml': checkout.git('show', 'main:.holdpoint.yml') });
    const local = await runHoldpoint(['review', '--base', 'main', ...config, ...format], {
      cwd: checkout.folder,
    });

    expect(remote.code).toBe(1);
    const {
      head: remoteHead,
      notices,
      ...saidRemotely
    } = JSON.parse(remote.stdout) as Record<string, unknown>;
    const { head, notices: told, ...said } = JSON.parse(local.stdout) as Record<string, unknown>;
    expect(saidRemotely).toEqual(said);
    // The working tree's own configuration counts locally, so there is nothing to tell of its change.
    expect([notices, told]).toEqual([[expect.objectContaining({ path: '.holdpoint.yml' })], []]);
    expect([remoteHead, head]).toEqual([checkout.git('rev-parse', 'change'), 'working tree']);
  });

  test('says that nobody looked for code and history, and the command that does', async () => {
    const [drop, base] = ['drop', 'main'].map((ref) => checkout.git('rev-parse', ref));
    const command = `git fetch origin ${drop ?? ''} && git switch --detach FETCH_HEAD && holdpoint review --base ${base ?? ''}`;

    const { stdout } = await review(['--github', 'acme/shop#9', '--format', 'json', '--no-cache']);
    const { projects } = JSON.parse(stdout) as { readonly projects: readonly { surroundings: unknown }[] };
    expect(projects[0]?.surroundings).toMatchObject({
      references: {
        unsearched: 'The change is read through GitHub, without a checkout that could be searched.',
      },
      bakes: [
        {
          state: 'unknown',
          because: `Since when no code uses it is unknown: there is no history here. In a clone with its whole history, ${command} tells.`,
        },
      ],
    });

    const plan = await runHoldpoint(['plan', '--github', 'acme/shop#9', '--format', 'json', '--no-cache'], {
      cwd: temporaryFolder(),
      env: { GITHUB_API_URL: github.url, HOLDPOINT_API_PACE: 'immediate' },
    });
    const { current, openQuestions } = JSON.parse(plan.stdout) as Runbook;
    expect(current.components.every(({ affected }) => affected === 'unknown')).toBe(true);
    expect(openQuestions.map(({ answer }) => answer)).toContain(
      `components; or in a clone with its whole history, ${command}`,
    );
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[]]>([
    [
      'what is no pull request',
      ['--github', 'acme/shop'],
      {},
      ['acme/shop is not a pull request.', 'Write owner/repo#123'],
    ],
    [
      'a pull request that is not there',
      ['--github', 'acme/shop#8'],
      {},
      ['GitHub does not give pull request #8 of acme/shop', '404: Not Found', 'Check the name.'],
    ],
    [
      'options of a checkout',
      ['--github', 'acme/shop#7', '--base', 'main'],
      {},
      ['--base is about a checkout', 'The base is that of the pull request.'],
    ],
    ['a folder without migrations', ['--github', 'acme/shop#7', 'db/nothing'], {}, ['db/nothing']],
  ])('%s leaves with 64', async (_, args, env, told) => {
    const { code, stdout, stderr } = await review(args, env);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    for (const words of told) expect(stderr).toContain(words);
  });
});
