import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { COMMENT_MARKER } from '../../src/model/report.ts';
import {
  LoopbackGitHub,
  READ_ONLY,
  refuse,
  secondaryLimit,
  WORKFLOW_BOT,
} from '../github/loopback-github.ts';
import {
  openPullRequest,
  type Checkout,
  type Files,
  type PullRequestFixture,
} from './pull-request-fixture.ts';
import { buildAction, runAction, type ActionRequest, type ActionRun } from './run-action.ts';

const BASE: Files = {
  'migrations/0001_customers.sql':
    'CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY);\n',
};
const BLOCKING: Files = {
  'migrations/0002_customers_email.sql': 'CREATE INDEX customers_email_idx ON customers (email);\n',
};
/** Without a rehearsal it is a hold: nothing else stands against it. */
const HELD: Files = {
  'migrations/0002_customers_note.sql':
    "SET lock_timeout = '5s';\nALTER TABLE customers ADD COLUMN note text;\n",
};
const WORSE: Files = { 'migrations/0003_orders.sql': 'DROP TABLE orders;\n' };
const NO_MIGRATIONS: Files = { 'src/app.js': 'console.log(1);\n' };
const HOSTILE: Files = {
  'migrations/0002_hostile.sql':
    "::set-output name=verdict::go\n::add-mask::e\n##[add-mask]e\nDROP TABLE customers; -- '::stop-commands::x\n",
};

let github: LoopbackGitHub;
let change: PullRequestFixture | null = null;

beforeAll(buildAction);

beforeEach(async () => {
  github = await LoopbackGitHub.open();
});

afterEach(async () => {
  await github.close();
  change?.remove();
  change = null;
  expect(github.violations).toEqual([]);
});

function open(head: Files, checkout: Checkout = 'full'): PullRequestFixture {
  return (change = openPullRequest(BASE, head, checkout));
}

async function rehearsed(on: PullRequestFixture, more: Partial<ActionRequest> = {}): Promise<ActionRun> {
  const result = await runAction({ github, change: on, ...more });
  expect(result.stderr).not.toContain('NETWORK DENIED');
  return result;
}

/** Without the engine, where it is not the answer that is looked at but what becomes of it. */
function run(on: PullRequestFixture, more: Partial<ActionRequest> = {}): Promise<ActionRun> {
  return rehearsed(on, { ...more, inputs: { rehearsal: 'false', ...more.inputs } });
}

const bodies = (): string[] => github.comments.map((comment) => comment.body);
const errors = (result: ActionRun): string[] =>
  result.commands.filter(({ name }) => name === 'error').map(({ message }) => message);
const warnings = (result: ActionRun): string[] =>
  result.commands.filter(({ name }) => name === 'warning').map(({ message }) => message);

describe('a pull request with a blocking change', () => {
  test('gets the status on its head commit, one comment, summary, outputs and annotations', async () => {
    const on = open(BLOCKING);
    const result = await rehearsed(on);
    expect(result.code).toBe(0);
    expect(github.statuses).toMatchObject([
      {
        sha: on.headSha,
        context: 'holdpoint',
        state: 'failure',
        targetUrl: 'https://github.com/acme/shop/actions/runs/1',
      },
    ]);
    expect(bodies()).toEqual([expect.stringMatching(/^<!-- holdpoint:review -->\n/)]);
    expect(bodies()[0]).toContain('customers');
    expect(result.summary).toContain('customers_email_idx');
    expect(result.outputs['verdict']).toBe('no-go');
    expect(result.outputs['comment-url']).toContain('#issuecomment-');
    const report: unknown = JSON.parse(readFileSync(result.outputs['report'] ?? '', 'utf8'));
    expect(report).toMatchObject({ verdict: { outcome: 'no-go' } });
    expect(readFileSync(result.outputs['summary'] ?? '', 'utf8')).toContain('customers_email_idx');
    expect(github.checkRuns.flatMap(({ annotations }) => annotations.map(({ path }) => path))).toContain(
      'migrations/0002_customers_email.sql',
    );
  });

  test('run again: nothing is written but the status', async () => {
    const on = open(BLOCKING);
    await run(on);
    const [first] = bodies();
    github.requests.length = 0;
    await run(on);
    expect(bodies()).toEqual([first]);
    const writes = github.operations().filter((operation) => !/list|get|graphql/.test(operation));
    expect(writes).toEqual(['repos/create-commit-status']);
  });

  test('a second push edits the same comment and marks the new head', async () => {
    const on = open(BLOCKING);
    await rehearsed(on);
    const [first] = github.comments;
    const before = first?.body;
    const pushed = on.push(WORSE);
    await rehearsed(pushed);
    expect(github.comments).toEqual([first]);
    expect(first?.body).not.toBe(before);
    expect(first?.body).toContain('orders');
    expect(github.statuses.map(({ sha }) => sha)).toEqual([on.headSha, pushed.headSha]);
  });

  test('says the same under Node 20', async () => {
    const on = open(BLOCKING);
    await rehearsed(on);
    await rehearsed(on, { node: '20' });
    expect(github.operations()).not.toContain('issues/update-comment');
    expect(github.statuses.map(({ state }) => state)).toEqual(['failure', 'failure']);
  });

  test.each([
    ['never', 0],
    ['no-go', 0],
    ['hold', 2],
  ])('fail-on %s ends with %d', async (failOn, code) => {
    expect((await run(open(HELD), { inputs: { 'fail-on': failOn } })).code).toBe(code);
    expect(github.statuses).toMatchObject([{ state: 'pending' }]);
  });
});

describe('a pull request without migrations', () => {
  test('gets a success and no comment', async () => {
    const on = open(NO_MIGRATIONS);
    const result = await run(on);
    expect(result.code).toBe(0);
    expect(result.outputs['verdict']).toBe('nothing');
    expect(github.statuses).toMatchObject([
      { sha: on.headSha, state: 'success', description: 'No migrations in this change' },
    ]);
    expect(github.comments).toEqual([]);
  });

  test('that had some says so in the comment', async () => {
    github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nDrops users`);
    await run(open(NO_MIGRATIONS));
    expect(bodies()).toEqual([expect.stringContaining('no longer contains migrations')]);
  });
});

describe('the configuration', () => {
  const OFF: Files = { '.holdpoint.yml': 'fail-on: hold\ncomment: never\n' };

  test('of the base counts', async () => {
    change = openPullRequest({ ...BASE, ...OFF }, HELD, 'full');
    expect((await run(change)).code).toBe(2);
    expect(github.comments).toEqual([]);
  });

  test('that the change brings does not, so that it cannot switch off its own gate', async () => {
    expect((await run(open({ ...HELD, ...OFF }))).code).toBe(0);
    expect(github.comments).toHaveLength(1);
  });

  test('gives way to the inputs', async () => {
    change = openPullRequest({ ...BASE, ...OFF }, HELD, 'full');
    expect((await run(change, { inputs: { comment: 'always', 'fail-on': 'never' } })).code).toBe(0);
    expect(github.comments).toHaveLength(1);
  });

  test('with a mistake is an error status', async () => {
    change = openPullRequest({ ...BASE, '.holdpoint.yml': 'fail-onn: no-go\n' }, HELD, 'full');
    const result = await run(change);
    expect(result.code).toBe(64);
    expect(github.statuses).toMatchObject([{ state: 'error' }]);
    expect(errors(result).join()).toContain('fail-on');
  });
});

describe('the checkout', () => {
  test.each(['shallow', 'head-only'] as const)('%s: what is missing is fetched', async (checkout) => {
    const on = open(HELD, checkout);
    const result = await run(on);
    expect(result.outputs['verdict']).toBe('hold');
    expect(github.statuses).toMatchObject([{ sha: on.headSha, state: 'pending' }]);
    expect(result.summary).not.toContain('README');
  });

  test('cut off from its remote: an error that says fetch-depth', async () => {
    const on = open(HELD, 'cut-off');
    const result = await run(on);
    expect(result.code).toBe(64);
    expect(github.statuses).toMatchObject([{ sha: on.headSha, state: 'error' }]);
    expect(errors(result).join()).toContain('fetch-depth: 0');
    expect(result.summary).toContain('fetch-depth: 0');
    expect(result.outputs['verdict']).toBe('error');
  });

  test('not there: an error that names the step', async () => {
    const result = await run(open(HELD, 'none'));
    expect(result.code).toBe(64);
    expect(github.statuses).toMatchObject([{ state: 'error' }]);
    expect(errors(result).join()).toContain('actions/checkout');
  });
});

describe('GitHub says no', () => {
  test('read-only token: summary, outputs and the exit code carry the verdict', async () => {
    github.grantWorkflow('fork-token', READ_ONLY);
    const result = await run(open(HELD), { token: 'fork-token' });
    expect(result.code).toBe(2);
    expect(result.outputs['verdict']).toBe('hold');
    expect(result.summary).toContain('ADD COLUMN note');
    expect(result.summary).toContain('`permissions: statuses: write`');
    expect(warnings(result).join()).toContain('`permissions: pull-requests: write`');
    expect([github.statuses, github.comments]).toEqual([[], []]);
  });

  test('no permission to comment: the status is there and the job is green', async () => {
    github.grantWorkflow('poor-token', { ...READ_ONLY, statuses: 'write' });
    const result = await run(open(HELD), { token: 'poor-token' });
    expect(result.code).toBe(0);
    expect(github.statuses).toMatchObject([{ state: 'pending' }]);
    expect(result.summary).toContain('`permissions: pull-requests: write`');
  });

  test.each([
    ['401', refuse(401, 'Bad credentials'), 'token is not accepted'],
    ['404', refuse(404, 'Not Found'), 'not visible to the token'],
    ['422', refuse(422, 'Validation Failed'), 'GitHub does not take it'],
    ['500', refuse(500, 'Server Error'), 'did not answer'],
    ['a secondary limit', secondaryLimit(), 'limits requests'],
  ])('%s for the status: the job fails, the rest is said', async (_name, answer, words) => {
    github.fail('repos/create-commit-status', answer, 99);
    const result = await run(open(HELD));
    expect(result.code).toBe(70);
    expect(github.statuses).toEqual([]);
    expect(github.comments).toHaveLength(1);
    expect(result.outputs['verdict']).toBe('hold');
    expect(result.summary).toContain('ADD COLUMN note');
    expect(warnings(result).join()).toContain(words);
  });

  test('the comment is deleted meanwhile: it is written anew', async () => {
    const sticky = github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nold`);
    const before = (): void => {
      github.removeComment(sticky.id);
    };
    github.faults.push({ operation: 'issues/update-comment', times: 1, before });
    expect((await run(open(HELD))).code).toBe(0);
    expect(bodies()).toEqual([expect.stringContaining('customers')]);
  });
});

test('an Enterprise Server keeps its prefix', async () => {
  const usual = github;
  github = await LoopbackGitHub.open('/api/v3');
  await usual.close();
  await run(open(HELD));
  expect(github.statuses).toMatchObject([{ state: 'pending' }]);
  expect(github.comments).toHaveLength(1);
});

describe('bad input', () => {
  test.each([
    [{ 'fail-on': 'maybe' }, 'no-go, hold, never'],
    [{ comment: 'sometimes' }, 'always, on-findings, never'],
    [{ rehearsal: 'perhaps' }, 'true or false'],
    [{ 'server-version': 'new' }, 'server-version'],
    [{ config: 'holdpoint.yaml' }, 'no configuration file'],
    [{ path: 'db' }, 'db'],
  ])('%j names the values that are known', async (inputs, words) => {
    const result = await run(open(BLOCKING), { inputs });
    expect(result.code).toBe(64);
    expect(github.statuses).toMatchObject([{ state: 'error' }]);
    expect(errors(result).join()).toContain(words);
  });

  test('an event that cannot be read is our failure, never a success', async () => {
    const result = await run(open(BLOCKING), { payload: { pull_request: null } });
    expect(result.code).toBe(70);
    expect(github.statuses).toEqual([]);
  });

  test('SQL cannot command the runner', async () => {
    const result = await rehearsed(open(HOSTILE));
    const ours = ['add-mask', 'group', 'endgroup', 'error', 'warning', 'notice'];
    expect(ours).toEqual(expect.arrayContaining(result.commands.map(({ name }) => name)));
    const masks = result.commands.filter(({ name }) => name === 'add-mask');
    expect(masks.map(({ message }) => message)).toEqual(['workflow-token']);
    expect(result.outputs['verdict']).not.toBe('go');
    expect(github.statuses.map(({ state }) => state)).not.toContain('success');
  });
});
