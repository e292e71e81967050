import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoopbackGitHub } from '../github/loopback-github.ts';
import { buildAction, runDelivery } from './run-action.ts';

const BASE = { 'migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, email text);\n' };
const CHANGE = { 'migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN email;\n' };

let github: LoopbackGitHub;
let workspace: string;

beforeAll(buildAction);

beforeEach(async () => {
  github = await LoopbackGitHub.open();
  workspace = mkdtempSync(join(tmpdir(), 'holdpoint-workspace-'));
});

afterEach(async () => {
  await github.close();
  rmSync(workspace, { recursive: true });
  expect(github.violations).toEqual([]);
});

test('what happens on the loopback GitHub is run as the runner runs it', async () => {
  github.pushTo('main', BASE);
  const opened = github.openPull(CHANGE);
  github.checkOut(workspace, opened.sha);
  const options = { github, workspace, inputs: { rehearsal: 'false' } };
  const result = await runDelivery(opened, options);
  expect([result.stderr, result.code]).toEqual(['', 0]);
  expect(github.statusOf(github.pull().headSha)).toMatchObject({ state: 'failure' });
  expect(github.comments).toHaveLength(1);
  github.deliveries.length = 0;

  const asked = github.comment('ada', '/holdpoint help');
  expect((await runDelivery(asked, { github })).code).toBe(0);
  expect(github.reactions.map(({ content }) => content)).toContain('eyes');
  expect(github.deliveries).toEqual([asked]);
});
