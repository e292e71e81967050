import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { WORKFLOW_BOT, type Delivery } from '../github/loopback-github.ts';
import { buildAction, type ActionRun } from './run-action.ts';
import { BASE, BLOCKING, dayIn, NO_MIGRATIONS, PLAIN, Scene, told } from './scene.ts';

const UNKNOWN = `accept unknown until ${dayIn(30)} because staging ran it`;

let scene: Scene;
let reviewed = '';

beforeAll(async () => {
  buildAction();
  scene = await Scene.open(PLAIN);
  await scene.run(scene.opened);
  reviewed = scene.sticky().body;
  expect(scene.status()).toMatchObject({ state: 'pending' });
  await scene.close();
}, 240_000);

beforeEach(async () => {
  scene = await Scene.open(PLAIN, { by: 'fay' });
  scene.github.seedComment(WORKFLOW_BOT, reviewed);
  scene.github.world.clock = Date.now() + 1000;
  scene.github.setRole('max', 'maintain');
});

afterEach(() => scene.close());

interface Said extends ActionRun {
  readonly event: Delivery;
}

async function say(login: string, command: string): Promise<Said> {
  const event = scene.github.comment(login, `/holdpoint ${command}`);
  return { ...(await scene.run(event)), event };
}

describe('accept', () => {
  test('by whom may: the status follows, and the comment keeps who, until when and why', async () => {
    const { event, code } = await say('max', UNKNOWN);
    expect(code).toBe(0);
    expect(scene.status()).toMatchObject({ state: 'success' });
    expect(scene.status()?.description).toContain('1 rule overruled');
    for (const words of ['max', dayIn(30), 'staging ran it']) expect(scene.sticky().body).toContain(words);
    expect(scene.reactionsTo(event)).toEqual(['eyes', '+1']);
    expect(scene.replies()).toEqual([]);
  });

  test.each([
    ['ada', UNKNOWN, 'may not overrule a rule'],
    ['max', 'accept unknown because so', 'needs the day'],
    ['max', `accept unknown until ${dayIn(3)}`, 'needs its reason'],
    ['max', `accept unknown until ${dayIn(-1)} because so`, 'is over'],
    ['max', `accept unknown until ${dayIn(400)} because so`, '90 days'],
    ['max', 'accept unknown until 2027-02-30 because so', 'is not a day'],
    ['max', `accept drop-in-us until ${dayIn(3)} because so`, 'Did you mean `drop-in-use`'],
  ])('by %s, “%s” is refused with the reason', async (login, command, words) => {
    const { event } = await say(login, command);
    expect(scene.status()).toMatchObject({ state: 'pending' });
    expect(scene.reactionsTo(event)).toEqual(['eyes', 'confused']);
    expect(scene.replies()).toEqual([expect.stringContaining(words)]);
  });

  test('of what does not stand against the change is noted, and said to lift nothing', async () => {
    const { event } = await say('max', `accept drop-in-use users.email until ${dayIn(3)} because so`);
    expect(scene.reactionsTo(event)).toEqual(['eyes', '+1']);
    expect(scene.replies()).toEqual([expect.stringContaining('lifts nothing')]);
    expect(scene.sticky().body).toContain('drop-in-use');
    expect(scene.status()).toMatchObject({ state: 'pending' });
  });

  test('is taken back by revoke, which needs something to take back', async () => {
    await say('max', 'revoke unknown');
    expect(scene.replies()).toEqual([expect.stringContaining('no override of `unknown`')]);
    await say('max', UNKNOWN);
    expect(scene.status()).toMatchObject({ state: 'success' });
    await say('max', 'revoke unknown');
    expect(scene.status()).toMatchObject({ state: 'pending' });
    expect(scene.sticky().body).toContain('staging ran it');
  });

  test('delivered twice: noted once, answered once', async () => {
    const { event } = await say('ada', UNKNOWN);
    const body = scene.sticky().body;
    await scene.run(event);
    expect(scene.replies()).toHaveLength(1);
    expect(scene.reactionsTo(event)).toEqual(['eyes', 'confused']);
    expect(scene.sticky().body).toBe(body);
  });

  test('written into the comment of somebody else does not count', async () => {
    const thanks = scene.github.comment('max', 'Thanks');
    const id = scene.github.comments.at(-1)?.id ?? 0;
    const forged = scene.github.editComment('ada', id, `/holdpoint ${UNKNOWN}`);
    await scene.run(thanks);
    await scene.run(forged);
    expect(scene.status()?.state).not.toBe('success');
    expect(scene.sticky().body).not.toContain('staging ran it');
  });

  test('by a team that the configuration names', async () => {
    await scene.close();
    const base = { ...BASE, '.holdpoint.yml': 'who:\n  accept: ["@acme/database"]\n' };
    scene = await Scene.open(PLAIN, { base });
    await scene.run(scene.opened);
    scene.github.setMember('acme/database', 'dba');
    scene.github.setMember('acme/database', 'ned', 'pending');
    scene.github.setRole('max', 'admin');
    scene.github.grantWorkflow('workflow-token', MEMBERS);
    await say('ned', UNKNOWN);
    await say('max', UNKNOWN);
    expect(scene.status()).toMatchObject({ state: 'pending' });
    await say('dba', UNKNOWN);
    expect(scene.status()).toMatchObject({ state: 'success' });
  });

  test('by a team that the token may not look into: refused with the reason, and no error', async () => {
    await scene.close();
    const base = { ...BASE, '.holdpoint.yml': 'who:\n  accept: ["@acme/database"]\n' };
    scene = await Scene.open(PLAIN, { base });
    await scene.run(scene.opened);
    scene.github.setMember('acme/database', 'dba');
    await say('dba', UNKNOWN);
    expect(scene.status()).toMatchObject({ state: 'pending' });
    const bodies = scene.github.comments.map(({ body }) => body);
    expect(bodies.filter((body) => body.includes('The token may not see who is in'))).toHaveLength(1);
  });
});

const MEMBERS = {
  contents: 'read',
  'pull-requests': 'write',
  statuses: 'write',
  checks: 'write',
  members: 'read',
} as const;

describe('attest, go and no-go', () => {
  test('attest settles an item for who may, and says which are open', async () => {
    await say('ada', 'attest tested-on-staging');
    expect(scene.sticky().body).toMatch(/^- \[x\] <!-- item:tested-on-staging:.*ada/m);
    const stranger = await say('fay', 'attest monitoring-deployed');
    const unknown = await say('ada', 'attest nothing-like-it');
    expect(scene.replies()).toEqual([
      expect.stringContaining('`fay` may not attest'),
      expect.stringContaining('Open are `current-state-documented`'),
    ]);
    for (const { event } of [stranger, unknown]) expect(scene.reactionsTo(event)).toContain('confused');
  });

  test('a no-go holds whatever else is said, until a go', async () => {
    await say('max', UNKNOWN);
    await say('max', 'no-go expand because the release is frozen');
    expect(scene.status()).toMatchObject({ state: 'failure' });
    expect(scene.status()?.description).toContain('the release is frozen');
    await say('ada', 'go expand');
    expect(scene.status()).toMatchObject({ state: 'failure' });
    await say('max', 'go expand');
    expect(scene.status()).toMatchObject({ state: 'success' });
    expect(scene.sticky().body).toContain('the release is frozen');
  });
});

describe('commands that decide nothing', () => {
  test.each([
    ['help', '/holdpoint accept'],
    ['explain drop-in-use', 'drop'],
    ['plan', 'actions/runs/1'],
  ])('%s is answered', async (command, words) => {
    const { event } = await say('fay', command);
    expect(scene.replies()).toEqual([expect.stringContaining(words)]);
    expect(scene.reactionsTo(event)).toEqual(['eyes', '+1']);
    expect(scene.status()).toMatchObject({ state: 'pending' });
  });

  test.each([
    ['explian drop-in-use', 'Did you mean `explain`'],
    ['explain drop-in-us', 'Did you mean `drop-in-use`'],
    ['go sideways', 'no phase `sideways`'],
  ])('%s: the nearest is said', async (command, words) => {
    const { event } = await say('fay', command);
    expect(scene.replies()).toEqual([expect.stringContaining(words)]);
    expect(scene.reactionsTo(event)).toEqual(['eyes', 'confused']);
  });

  test('recheck reads and rehearses anew, through the API', async () => {
    const asked = await scene.asked(() => say('ada', 'recheck'));
    expect(asked).toContain('git/get-tree');
    expect(scene.replies()).toEqual([]);
  });

  test('nobody is mentioned by an answer', async () => {
    await say('fay', 'explain @everyone/#1');
    expect(scene.replies().join()).not.toMatch(/(?<!`)@everyone/);
  });
});

describe('not for us', () => {
  test.each([
    ['a comment', 'Looks good'],
    ['a command in the second line', 'Hello\n/holdpoint help'],
    ['a word that only begins so', '/holdpointer help'],
  ])('%s asks GitHub for nothing', async (_what, body) => {
    const result = await scene.run(scene.github.comment('ada', body));
    expect([result.code, scene.github.requests]).toEqual([0, []]);
    expect(told(result, 'notice')).toContain('nothing to do');
  });

  test('a command of a bot, on an issue or deleted asks GitHub for nothing', async () => {
    const byBot = scene.github.comment('renovate[bot]', '/holdpoint help');
    const byPerson = scene.github.comment('ada', '/holdpoint help');
    const issue = { ...(byPerson.payload['issue'] as object), pull_request: undefined };
    const onIssue = { ...byPerson, payload: { ...byPerson.payload, issue } };
    const deleted = scene.github.deleteComment('ada', scene.github.comments.at(-1)?.id ?? 0);
    for (const event of [byBot, onIssue, deleted]) expect((await scene.run(event)).code).toBe(0);
    expect(scene.github.requests).toEqual([]);
  });

  test('a closed pull request is left alone', async () => {
    scene.github.closePull();
    const { code } = await say('ada', 'help');
    expect([code, scene.github.operations()]).toEqual([0, ['pulls/get']]);
  });
});

test('the migrations go: the comment says so, the audit list stays, the status is green', async () => {
  await say('max', UNKNOWN);
  const gone = { ...NO_MIGRATIONS, 'migrations/0002_note.sql': null };
  await scene.run(scene.github.push(gone));
  expect(scene.status()).toMatchObject({ state: 'success', description: 'No migrations in this change' });
  expect(scene.sticky().body).toContain('no longer contains migrations');
  expect(scene.sticky().body).toContain('staging ran it');
  await scene.run(scene.github.push(BLOCKING));
  expect(scene.status()).toMatchObject({ state: 'failure' });
  expect(scene.sticky().body).toContain('staging ran it');
});
