import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { buildAction } from './run-action.ts';
import { dayIn, PLAIN, Scene } from './scene.ts';

const LATE = {
  'migrations/0009_late.sql': "SET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN late text;\n",
};

let scene: Scene;

beforeAll(buildAction);
beforeEach(async () => {
  scene = await Scene.open(PLAIN);
  scene.github.setRole('max', 'maintain');
});
afterEach(() => scene.close());

test('what was decided about the pull request counts; status on the commit of the group, no comment', async () => {
  await scene.run(scene.opened);
  const accept = `/holdpoint accept unknown until ${dayIn(5)} because staging ran it`;
  await scene.run(scene.github.comment('max', accept));
  expect(scene.status()).toMatchObject({ state: 'success' });
  const [before, comments] = [scene.github.statuses.length, scene.github.comments.length];
  const group = scene.github.queue([7]);
  expect((await scene.run(group)).code).toBe(0);
  expect(scene.github.statuses.slice(before)).toMatchObject([{ sha: group.sha, state: 'success' }]);
  expect(scene.github.comments).toHaveLength(comments);
});

test.each([
  ['the same version', { 'migrations/0002_other.sql': 'SELECT 1;\n' }, '0002', false],
  [
    'the same object',
    { 'migrations/0003_note.sql': "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN note text;\n" },
    'note',
    true,
  ],
])(
  'two that are fine alone and not together: %s',
  async (_what, files, words, rehearsal) => {
    scene.github.openPull(files, { number: 8, by: 'fay' });
    scene.github.queue([7]);
    const onTop = scene.github.queue([7, 8]);
    const result = await scene.run(onTop, { rehearsal });
    expect(scene.github.statusOf(onTop.sha)).toMatchObject({ state: 'failure' });
    expect(result.summary).toContain(words);
    expect(scene.github.comments).toEqual([]);
  },
  240_000,
);

test('two that are fine alone and not together: the order', async () => {
  scene.github.openPull(LATE, { number: 8, by: 'fay' });
  scene.github.mergePull(8);
  const next = scene.github.queue([7]);
  const result = await scene.run(next);
  expect(scene.github.statusOf(next.sha)?.state).not.toBe('success');
  expect(result.summary).toContain('migration-out-of-order');
});

test('a group that is taken apart is none of our business', async () => {
  const group = scene.github.queue([7]);
  const destroyed = { ...group, payload: { ...group.payload, action: 'destroyed' } };
  expect((await scene.run(destroyed)).code).toBe(0);
  expect(scene.github.requests).toEqual([]);
});

test('a queue branch that names no pull request is reviewed all the same', async () => {
  const group = scene.github.queue([7]);
  const merge_group = { ...(group.payload['merge_group'] as object), head_ref: 'refs/heads/queue/main' };
  await scene.run({ ...group, payload: { ...group.payload, merge_group } });
  expect(scene.github.statusOf(group.sha)).toMatchObject({ state: 'pending' });
});
