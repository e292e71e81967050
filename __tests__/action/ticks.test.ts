import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { WORKFLOW_BOT, type Delivery } from '../github/loopback-github.ts';
import { buildAction } from './run-action.ts';
import { BASE, Scene, told } from './scene.ts';

/** The rules let it pass; that running code breaks is left to people. */
const RENAME = {
  'migrations/0002_legacy.sql': "SET lock_timeout = '5s';\nALTER TABLE users RENAME COLUMN legacy TO old;\n",
};
const LENIENT = {
  ...BASE,
  '.holdpoint.yml': 'rules:\n  rename-breaks-running-code: { severity: note }\n',
};
const OPEN = /^- \[ \] <!-- item:([a-z-]+):[0-9a-f]{16} -->/gm;

let scene: Scene;
let reviewed = '';
let items: readonly string[] = [];

/** One review with the engine; every test goes on from what it left on GitHub. */
beforeAll(async () => {
  buildAction();
  scene = await Scene.open(RENAME, { base: LENIENT });
  await scene.run(scene.opened, { rehearsal: true });
  reviewed = scene.sticky().body;
  items = [...reviewed.matchAll(OPEN)].map(([, item = '']) => item);
  expect(scene.status()).toMatchObject({ state: 'pending' });
  expect(items.length).toBeGreaterThan(3);
  await scene.close();
}, 240_000);

beforeEach(async () => {
  scene = await Scene.open(RENAME, { base: LENIENT });
  scene.github.seedComment(WORKFLOW_BOT, reviewed);
  scene.github.world.clock = Date.now() + 1000;
});

afterEach(() => scene.close());

const [first, second, third] = ['code-paths-identified', 'tested-on-staging', 'monitoring-deployed'] as const;

/** Ticks all, one after the other; the event of the last one. */
function tickAll(login: string): Delivery {
  return items.map((item) => scene.github.tick(login, item)).at(-1) ?? scene.opened;
}

test('a tick is heard without rehearsing again: who and when are shown, the status follows', async () => {
  const asked = await scene.asked(() => scene.run(scene.github.tick('ada', first, { crlf: true })));
  expect(scene.sticky().body).toMatch(new RegExp(`^- \\[x\\] <!-- item:${first}:.*ada`, 'm'));
  expect(scene.sticky().body).toContain(`${items.length - 1} checklist items`);
  expect(scene.status()).toMatchObject({ state: 'pending' });
  expect(asked).not.toContain('git/get-tree');
  expect(asked.indexOf('repos/create-commit-status')).toBeLessThan(asked.indexOf('issues/update-comment'));
});

test('all ticks collapsed into one run: the answer is go', async () => {
  await scene.run(tickAll('ada'));
  expect(scene.status()).toMatchObject({ state: 'success' });
  const before = scene.sticky().body;
  const asked = await scene.asked(() => scene.run(scene.github.deliveries.at(-1) ?? scene.opened));
  expect(scene.sticky().body).toBe(before);
  expect(asked).not.toContain('issues/update-comment');
});

test('a tick that is taken back counts no more', async () => {
  await scene.run(tickAll('ada'));
  await scene.run(scene.github.tick('ada', second, { ticked: false }));
  expect(scene.status()).toMatchObject({ state: 'pending' });
  expect(scene.sticky().body).toMatch(new RegExp(`^- \\[ \\] <!-- item:${second}:`, 'm'));
});

test('a tick of somebody who may not is taken out again, whatever the payload says', async () => {
  const ticked = scene.github.tick('ada', first);
  scene.github.setRole('ada', 'read');
  await scene.run(ticked);
  expect(scene.sticky().body).toMatch(new RegExp(`^- \\[ \\] <!-- item:${first}:`, 'm'));
  expect(scene.status()).toMatchObject({ state: 'pending' });
});

test('a tick that races with a push is taken over where the content is the same', async () => {
  const ticked = scene.github.tick('ada', third);
  const pushed = scene.github.push({ 'README.md': 'Go on.\n' });
  await scene.run(pushed, { rehearsal: true });
  await scene.run(ticked);
  expect(scene.sticky().body).toMatch(new RegExp(`^- \\[x\\] <!-- item:${third}:.*ada`, 'm'));
  expect(scene.status()).toMatchObject({ state: 'pending', sha: scene.github.pull().headSha });
});

test('a tick on a plan that a push made stale counts for the new content only where it is the same', async () => {
  scene.github.tick('ada', first);
  const pushed = scene.github.push({
    'migrations/0002_legacy.sql': "SET lock_timeout = '5s';\nALTER TABLE orders RENAME TO sales;\n",
  });
  await scene.run(pushed, { rehearsal: true });
  expect(scene.sticky().body).toMatch(new RegExp(`^- \\[ \\] <!-- item:${first}:`, 'm'));
});

test('a tick before the review of a push: the change is reviewed anew through the API', async () => {
  scene.github.push({ 'migrations/0003_orders.sql': 'DROP TABLE orders;\n' });
  const asked = await scene.asked(() => scene.run(scene.github.tick('ada', first)));
  expect(asked).toContain('git/get-tree');
  expect(scene.status()).toMatchObject({ state: 'failure', sha: scene.github.pull().headSha });
  expect(scene.sticky().body).toContain('0003_orders.sql');
});

test('text, minutes and forged names in our comment have no effect and are healed', async () => {
  const { id, body } = scene.sticky();
  scene.github.setRole('eve', 'write');
  const other = await unrelatedMinutes();
  const forged = body
    .replace(/HOLD/g, 'GO')
    .replace(/^(- \[ \] <!-- item:.*)$/gm, '$1 ✍️ `ada`, 2026-11-23 05:25 UTC')
    .replace(/<!-- holdpoint:minutes .* -->/, other);
  await scene.run(scene.github.editComment('eve', id, forged));
  expect(scene.status()).toMatchObject({ state: 'pending' });
  const shown = (text: string): string => text.slice(0, text.indexOf('<!-- holdpoint:minutes'));
  expect(shown(scene.sticky().body)).toBe(shown(body));
  expect(scene.sticky().body).not.toContain(other);
});

/** The minutes of another case, in which everything is settled. */
async function unrelatedMinutes(): Promise<string> {
  const there = await Scene.open({ 'src/a.js': '' });
  there.github.seedComment(WORKFLOW_BOT, '<!-- holdpoint:review -->\nold');
  await there.run(there.opened);
  const line = /<!-- holdpoint:minutes .* -->/.exec(there.sticky().body)?.[0] ?? '';
  expect(line).not.toBe('');
  await there.close();
  return line;
}

test('boxes in another order count by their names', async () => {
  const { id, body } = scene.sticky();
  const boxes = body.split('\n').filter((line) => line.startsWith('- ['));
  const moved = boxes
    .toReversed()
    .map((line) => (line.includes(`item:${second}:`) ? line.replace('[ ]', '[x]') : line));
  const start = body.indexOf(boxes[0] ?? '');
  const last = boxes.at(-1) ?? '';
  const text = body.slice(0, start) + moved.join('\n') + body.slice(body.indexOf(last) + last.length);
  await scene.run(scene.github.editComment('ada', id, text));
  const settled = scene.sticky().body;
  expect(settled).toMatch(new RegExp(`^- \\[x\\] <!-- item:${second}:.*ada`, 'm'));
  expect(settled.indexOf(`item:${first}:`)).toBeLessThan(settled.indexOf(`item:${second}:`));
});

test('our comment deleted: made anew, and ticks that nobody can tell any more are open again', async () => {
  await scene.run(scene.github.tick('ada', first));
  scene.github.removeComment(scene.sticky().id);
  const asked = scene.github.comment('ada', '/holdpoint recheck');
  await scene.run(asked, { rehearsal: true });
  expect(scene.sticky().body).toMatch(new RegExp(`^- \\[ \\] <!-- item:${first}:`, 'm'));
  expect(scene.status()).toMatchObject({ state: 'pending' });
});

test('the comment of somebody else with our marker and boxes is no checklist', async () => {
  const fake = scene.github.seedComment(scene.github.account('eve'), reviewed);
  scene.github.setRole('eve', 'write');
  await scene.run(scene.github.tick('eve', first, { comment: fake.id }));
  expect(scene.sticky().body).toMatch(new RegExp(`^- \\[ \\] <!-- item:${first}:`, 'm'));
  expect(fake.body).toContain(`[x] <!-- item:${first}:`);
});

test('an edit of a comment that is not ours asks GitHub for nothing', async () => {
  const { id } = scene.github.seedComment(scene.github.account('eve'), 'Looks fine');
  const result = await scene.run(scene.github.editComment('eve', id, 'Looks good'));
  expect(scene.github.requests).toEqual([]);
  expect(told(result, 'notice')).toContain('nothing to do');
});
