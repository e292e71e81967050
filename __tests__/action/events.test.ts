import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { READ_ONLY, type Delivery } from '../github/loopback-github.ts';
import { buildAction, type ActionRun } from './run-action.ts';
import { BASE, BLOCKING, dayIn, NO_MIGRATIONS, PLAIN, Scene, told, type SceneOptions } from './scene.ts';
import type { Files } from '../github/loopback/git-store.ts';

let scene: Scene;

beforeAll(buildAction);
afterEach(() => scene.close());

async function open(head: Files, options: SceneOptions = {}): Promise<Scene> {
  return (scene = await Scene.open(head, options));
}

/** The event with other facts on top. */
function laid(delivery: Delivery, facts: Readonly<Record<string, unknown>>, name = delivery.name): Delivery {
  return { ...delivery, name, payload: { ...delivery.payload, ...facts } };
}

describe('pull_request', () => {
  test.each(['opened', 'synchronize', 'reopened', 'ready_for_review'])('%s is reviewed', async (action) => {
    await open(PLAIN);
    const result = await scene.run(laid(scene.opened, { action }));
    expect(result.code).toBe(0);
    expect(scene.status()).toMatchObject({ state: 'pending', sha: scene.github.pull().headSha });
    expect(scene.sticky().body).toContain('0002_note.sql');
    expect(scene.github.statuses.map(({ sha }) => sha)).not.toContain(scene.opened.sha);
  });

  test('another base is another change: what the first one had already is reviewed too', async () => {
    await open(NO_MIGRATIONS);
    const { github } = scene;
    github.pushTo('release', BLOCKING);
    const note = { 'migrations/0003_note.sql': PLAIN['migrations/0002_note.sql'] ?? '' };
    await scene.run(github.openPull(note, { into: 'release' }));
    const { headSha, number } = github.pull(8);
    expect(scene.status(number)).toMatchObject({ state: 'pending', sha: headSha });
    expect(scene.sticky().body).not.toContain('users_email_idx');
    await scene.run(github.retarget('main', number));
    expect(scene.status(number)).toMatchObject({ state: 'failure', sha: headSha });
    expect(scene.sticky().body).toContain('users_email_idx');
  });

  test.each([
    ['edited', { changes: { title: { from: 'x' } } }],
    ['closed', {}],
    ['labeled', {}],
  ])('%s %j is none of our business', async (action, more) => {
    await open(PLAIN);
    const result = await scene.run(laid(scene.opened, { action, ...more }));
    expect([result.code, scene.github.requests]).toEqual([0, []]);
    expect(told(result, 'notice')).toContain('nothing to do');
  });

  test('a stale event writes nothing: the newer commits have their own', async () => {
    await open(PLAIN);
    scene.github.push(BLOCKING);
    const result = await scene.run(scene.opened);
    expect([result.code, result.outputs['verdict']]).toEqual([0, 'superseded']);
    expect([scene.github.statuses, scene.github.comments]).toEqual([[], []]);
  });

  test('out of order: the newest commit has the last word', async () => {
    await open(PLAIN);
    const pushed = scene.github.push(BLOCKING);
    await scene.run(pushed);
    await scene.run(scene.opened);
    expect(scene.status()).toMatchObject({ state: 'failure' });
    expect(scene.sticky().body).toContain('users_email_idx');
  });
});

describe('a fork', () => {
  const FORK: SceneOptions = { fork: 'fay/shop', by: 'fay' };

  test('with `publish: false`: everything is in the job, nothing on GitHub', async () => {
    await open(BLOCKING, FORK);
    scene.github.grantWorkflow('fork-token', READ_ONLY);
    const result = await scene.run(scene.opened, { token: 'fork-token', inputs: { publish: 'false' } });
    expect([result.code, result.outputs['verdict']]).toEqual([0, 'no-go']);
    expect(result.summary).toContain('users_email_idx');
    expect(scene.github.requests).toEqual([]);
  });

  test('without it, the job carries the verdict and names the permissions', async () => {
    await open(BLOCKING, FORK);
    scene.github.grantWorkflow('fork-token', READ_ONLY);
    const result = await scene.run(scene.opened, { token: 'fork-token' });
    expect(result.code).toBe(1);
    expect(result.summary).toContain('`permissions: statuses: write`');
    expect([scene.github.statuses, scene.github.comments]).toEqual([[], []]);
  });

  test('the run that follows publishes what it reads through the API, and asks no server', async () => {
    await open(BLOCKING, FORK);
    const inputs = { 'database-url': 'postgres://127.0.0.1:1/never' };
    const asked = await scene.asked(() => scene.run(scene.github.completeRun(), { inputs, rehearsal: true }));
    expect(asked).toContain('git/get-tree');
    expect(scene.status()).toMatchObject({ state: 'failure' });
    expect(scene.sticky().body).toContain('pglite');
  });

  test('a run of older commits finds no pull request and is quiet', async () => {
    await open(BLOCKING, FORK);
    const stale = scene.github.completeRun();
    scene.github.push(PLAIN);
    const result = await scene.run(stale);
    expect([result.code, result.outputs['verdict']]).toEqual([0, 'superseded']);
    expect(scene.github.operations()).toEqual(['pulls/list']);
  });

  test('a run that no pull request began is quiet', async () => {
    await open(BLOCKING, FORK);
    const run = scene.github.completeRun();
    const byPush = { ...(run.payload['workflow_run'] as Record<string, unknown>), event: 'push' };
    const result = await scene.run(laid(run, { workflow_run: byPush }));
    expect([result.code, scene.github.requests]).toEqual([0, []]);
  });

  test('pull_request_target without a checkout works through the API', async () => {
    await open(BLOCKING, FORK);
    const target = laid(scene.opened, {}, 'pull_request_target');
    await scene.run(target, { checkout: false });
    expect(scene.status()).toMatchObject({ state: 'failure' });
    expect(scene.github.operations()).toContain('git/get-tree');
  });

  test.each(['head', 'merge'] as const)(
    'pull_request_target with its %s checked out is refused',
    async (which) => {
      await open(BLOCKING, FORK);
      const { headSha, mergeSha } = scene.github.pull();
      const workspace = scene.checkedOut(which === 'head' ? headSha : mergeSha);
      const result = await scene.run(laid(scene.opened, {}, 'pull_request_target'), { workspace });
      expect(result.code).toBe(64);
      expect(told(result, 'error')).toContain('Remove the checkout step');
      expect(scene.status()).toMatchObject({ state: 'error' });
      expect(scene.github.comments).toEqual([]);
    },
  );
});

describe('workflow_dispatch', () => {
  test('with a pull request reviews it again', async () => {
    await open(BLOCKING);
    const result = await scene.run(scene.github.dispatch({ 'pull-request': '#7' }), { checkout: false });
    expect(result.outputs['verdict']).toBe('no-go');
    expect(scene.status()).toMatchObject({ state: 'failure' });
  });

  test('without one plans what is checked out: summary and outputs, nothing on GitHub', async () => {
    await open(BLOCKING);
    const { headSha, baseSha } = scene.github.pull();
    const workspace = scene.checkedOut(headSha);
    const result = await scene.run(scene.github.dispatch({}), { workspace, inputs: { base: baseSha } });
    expect([result.code, result.outputs['verdict']]).toEqual([0, 'no-go']);
    expect(result.summary).toContain('users_email_idx');
    expect(scene.github.requests).toEqual([]);
  });

  test('with what is no number is an error, not another review', async () => {
    await open(BLOCKING);
    const result = await scene.run(scene.github.dispatch({ 'pull-request': 'seven' }));
    expect(result.code).toBe(64);
    expect(told(result, 'error')).toContain('seven');
    expect(scene.github.requests).toEqual([]);
  });
});

describe('a plan by hand', () => {
  const MAIL =
    'kind: provider\ntitle: Another mail provider\npeople:\n  on-call: "@ada"\nmove:\n  from: Old\n  to: New\n';
  const BRIEF: Files = { '.holdpoint/briefs/mail.yml': MAIL };

  async function planned(
    inputs: Readonly<Record<string, string>>,
    payload: Readonly<Record<string, string>> = {},
  ): Promise<ActionRun> {
    const workspace = scene.checkedOut(scene.github.pull().headSha);
    return scene.run(scene.github.dispatch(payload), { workspace, inputs });
  }

  test('of a brief goes to the summary and the files', async () => {
    await open(BRIEF);
    const result = await planned({ brief: 'mail' });
    expect([result.code, result.outputs['verdict']]).toEqual([0, 'hold']);
    expect(result.summary).toContain('Another mail provider');
    expect(scene.github.requests).toEqual([]);
  });

  test('goes into an issue where it is asked for', async () => {
    await open(BRIEF);
    scene.github.grantWorkflow('issue-token', { ...READ_ONLY, issues: 'write' });
    const workspace = scene.checkedOut(scene.github.pull().headSha);
    const inputs = { brief: 'mail', deliver: 'issue' };
    const result = await scene.run(scene.github.dispatch({}), { workspace, inputs, token: 'issue-token' });
    const [issue] = scene.github.world.issues;
    expect(issue?.title).toBe('Another mail provider');
    expect(result.outputs['issue-url']).toBe(`https://github.com/acme/shop/issues/${issue?.number}`);
  });

  test('goes to the pull request that is named', async () => {
    await open(BRIEF);
    const result = await planned({ brief: 'mail', deliver: 'pull-request' }, { 'pull-request': '7' });
    expect(result.outputs['comment-url']).toContain('/pull/7#issuecomment-');
    expect(scene.github.world.comments.map(({ issue }) => issue)).toEqual([7]);
  });

  test.each([
    [{ brief: 'mail', deliver: 'pull-request' }, 'none is named'],
    [
      { brief: 'mail', deliver: 'pigeon' },
      'Input deliver has to be one of summary, artifact, issue, pull-request.',
    ],
    [{ brief: 'mail', requirement: 'drop users.email' }, 'without brief and migrations'],
    [{ brief: 'male.yml' }, 'Did you mean mail?'],
  ])('%j cannot be used', async (inputs, words) => {
    await open(BRIEF);
    const result = await planned(inputs);
    expect(result.code).toBe(64);
    expect(told(result, 'error')).toContain(words);
    expect(scene.github.requests).toEqual([]);
  });
});

describe('push', () => {
  test('to the default branch: the status says what became history', async () => {
    await open(BLOCKING);
    const pushed = scene.github.mergePull();
    const result = await scene.run(pushed);
    expect(result.code).toBe(0);
    expect(scene.github.statusOf(pushed.sha)).toMatchObject({
      state: 'success',
      description: '1 migration became history: 0002',
    });
    expect(result.summary).toContain('became history');
  });

  test('without migrations, and the first one of all', async () => {
    await open(NO_MIGRATIONS);
    const pushed = scene.github.mergePull();
    const first = laid(pushed, { before: '0'.repeat(40) });
    for (const event of [pushed, first]) {
      expect((await scene.run(event)).code).toBe(0);
      expect(scene.github.statusOf(pushed.sha)).toMatchObject({ description: 'No migrations in this push' });
    }
  });

  test('to another branch, or that deletes one, is none of our business', async () => {
    await open(BLOCKING);
    const other = scene.github.pushTo('feature', NO_MIGRATIONS);
    const deleted = laid(scene.github.pushTo('main', NO_MIGRATIONS), { deleted: true });
    for (const event of [other, deleted]) expect((await scene.run(event)).code).toBe(0);
    expect(scene.github.requests).toEqual([]);
  });
});

describe('other events', () => {
  test.each(['schedule', 'check_run', ''])('“%s” ends quietly', async (name) => {
    await open(NO_MIGRATIONS);
    const result = await scene.run(laid(scene.opened, {}, name));
    expect([result.code, scene.github.requests]).toEqual([0, []]);
    expect(told(result, 'notice')).toContain('nothing to do');
  });
});

describe('calls', () => {
  test('a pull request asks GitHub at most 12 times, the same again at most 8, a tick at most 10', async () => {
    await open(BLOCKING);
    const normal = await scene.asked(() => scene.run(scene.opened));
    const again = await scene.asked(() => scene.run(scene.opened));
    const ticked = await scene.asked(() => scene.run(scene.github.tick('ada', 'tested-on-staging')));
    expect(scene.sticky().body).toMatch(/^- \[x\] <!-- item:tested-on-staging:.*ada/m);
    expect(normal.length).toBeLessThanOrEqual(12);
    expect(again.length).toBeLessThanOrEqual(8);
    expect(again).not.toContain('issues/update-comment');
    expect(ticked.length).toBeLessThanOrEqual(10);
  });
});

describe('the configuration of the base', () => {
  test.each([
    ['never', 0],
    ['on-findings', 1],
    ['always', 1],
  ])('comment: %s', async (comment, count) => {
    await open(BLOCKING, { base: { ...BASE, '.holdpoint.yml': `comment: ${comment}\n` } });
    await scene.run(scene.opened);
    expect(scene.ours()).toHaveLength(count);
    expect(scene.status()).toMatchObject({ state: 'failure' });
  });

  test('comment: never still hears commands, once', async () => {
    await open(PLAIN, { base: { ...BASE, '.holdpoint.yml': 'comment: never\n' } });
    scene.github.setRole('max', 'maintain');
    await scene.run(scene.opened);
    const said = scene.github.comment('max', '/holdpoint accept unknown until 2026-02-01 because so');
    await scene.run(said);
    await scene.run(said);
    expect(scene.replies()).toEqual([expect.stringContaining('is over')]);
    expect(scene.status()).toMatchObject({ state: 'pending' });
    expect(scene.ours()).toEqual([]);
  });

  test('comment: never: a command counts in the status all the same', async () => {
    await open(PLAIN, { base: { ...BASE, '.holdpoint.yml': 'comment: never\n' } });
    scene.github.setRole('max', 'maintain');
    await scene.run(scene.opened);
    expect(scene.status()).toMatchObject({ state: 'pending' });
    const command = `/holdpoint accept unknown until ${dayIn(30)} because staging ran it`;
    const said = scene.github.comment('max', command);
    await scene.run(said);
    expect(scene.status()).toMatchObject({ state: 'success' });
    expect(scene.status()?.description).toContain('1 rule overruled');
    expect(scene.reactionsTo(said)).toEqual(['eyes', '+1']);
    expect([scene.ours(), scene.replies()]).toEqual([[], []]);
  });
});
