import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { badGateway, READ_ONLY, secondaryLimit, WORKFLOW_BOT } from '../github/loopback-github.ts';
import { buildAction } from './run-action.ts';
import { BLOCKING, PLAIN, Scene, told, type SceneOptions } from './scene.ts';
import type { Files } from '../github/loopback/git-store.ts';

const MARKED = '<!-- holdpoint:review -->\n';

let scene: Scene;

beforeAll(buildAction);
afterEach(() => scene.close());

async function open(head: Files = PLAIN, options: SceneOptions = {}): Promise<Scene> {
  return (scene = await Scene.open(head, options));
}

describe('our one comment', () => {
  test('is found on the second page', async () => {
    await open();
    for (let count = 0; count < 105; count += 1) scene.github.seedComment(scene.github.account('eve'), 'Hm');
    const ours = scene.github.seedComment(WORKFLOW_BOT, `${MARKED}old`);
    await scene.run(scene.opened);
    expect(scene.sticky().id).toBe(ours.id);
    expect(ours.body).toContain('0002_note.sql');
  });

  test('is not what somebody else begins with our marker', async () => {
    await open();
    const fake = scene.github.seedComment(scene.github.account('eve'), `${MARKED}GO`);
    await scene.run(scene.opened);
    expect(fake.body).toBe(`${MARKED}GO`);
    expect(scene.sticky().body).toContain('0002_note.sql');
  });

  test('is one again when there are two, and stays where it is minimized', async () => {
    await open();
    const oldest = scene.github.seedComment(WORKFLOW_BOT, `${MARKED}one`);
    scene.github.seedComment(WORKFLOW_BOT, `${MARKED}two`);
    oldest.minimized = 'outdated';
    await scene.run(scene.opened);
    expect(scene.sticky().id).toBe(oldest.id);
  });

  test('stays within what GitHub takes', async () => {
    const tables = Array.from(
      { length: 1500 },
      (_, index) => `CREATE TABLE t${index} (id bigint, name text);`,
    );
    await open({ 'migrations/0002_many.sql': `${tables.join('\n')}\n` });
    await scene.run(scene.opened);
    expect(Buffer.byteLength(scene.sticky().body)).toBeLessThanOrEqual(60_000);
    expect(scene.sticky().body).toContain('Shortened');
  });
});

describe('GitHub says no', () => {
  test('a locked conversation: the status is there, and the summary says why there is no comment', async () => {
    await open(BLOCKING);
    scene.github.locked.add(7);
    const result = await scene.run(scene.opened);
    expect(scene.status()).toMatchObject({ state: 'failure' });
    expect(result.summary).toContain('the conversation is locked');
    expect(result.code).toBe(0);
  });

  test.each([
    ['a 502', badGateway()],
    ['a secondary limit', secondaryLimit()],
  ])('%s is waited out wherever it strikes', async (_what, answer) => {
    await open();
    for (const operation of ['pulls/get', 'issues/list-comments', 'repos/create-commit-status'])
      scene.github.fail(operation, answer);
    const result = await scene.run(scene.opened);
    expect(result.code).toBe(0);
    expect(scene.status()).toMatchObject({ state: 'pending' });
    expect(scene.ours()).toHaveLength(1);
  });

  test('a conversation that cannot be read is an error and never a success', async () => {
    await open();
    scene.github.fail('issues/list-comments', badGateway(), 99);
    const result = await scene.run(scene.opened);
    expect(result.code).toBe(70);
    expect(scene.status()).toMatchObject({ state: 'error' });
    expect(told(result, 'error')).toContain('could not be read');
  });

  test('a token without a permission: the message names it and the line of the workflow', async () => {
    await open();
    scene.github.grantWorkflow('poor', { ...READ_ONLY, statuses: 'write' });
    const result = await scene.run(scene.opened, { token: 'poor' });
    expect(told(result, 'warning')).toContain('Add `permissions: pull-requests: write` to the job');
    expect(scene.status()).toMatchObject({ state: 'pending' });
  });

  test('an Enterprise Server with its prefix hears ticks, too', async () => {
    await open(PLAIN, { prefix: '/api/v3' });
    await scene.run(scene.opened);
    await scene.run(scene.github.tick('ada', 'tested-on-staging'));
    expect(scene.sticky().body).toMatch(/^- \[x\] <!-- item:tested-on-staging:.*ada/m);
  });
});
