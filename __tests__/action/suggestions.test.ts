import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoopbackGitHub, USUAL, WORKFLOW_BOT, type Delivery } from '../github/loopback-github.ts';
import { buildAction, runDelivery, type ActionRun } from './run-action.ts';

const TABLE = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, name text);\n';
/** This file says itself that it runs outside of a transaction, so that the safe way can stand in its place. */
const INDEX = `-- holdpoint:transaction none
SET lock_timeout = '2s';

CREATE INDEX users_email_idx
    ON users (email);
`;
const GENTLE = 'CREATE INDEX CONCURRENTLY users_email_idx ON users USING btree (email);';

let github: LoopbackGitHub;
const folders: string[] = [];

beforeAll(buildAction);
beforeEach(async () => {
  github = await LoopbackGitHub.open();
  github.pushTo('main', { 'migrations/0001_users.sql': TABLE });
});
afterEach(async () => {
  await github.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  expect(github.violations).toEqual([]);
});

async function deliver(
  delivery: Delivery,
  inputs: Readonly<Record<string, string>> = {},
  token = 'workflow-token',
): Promise<ActionRun> {
  const workspace = mkdtempSync(join(tmpdir(), 'holdpoint-suggest-'));
  folders.push(workspace);
  github.checkOut(workspace, delivery.sha);
  github.requests.length = 0;
  return runDelivery(delivery, { github, workspace, inputs, token });
}

/** Twelve for the review itself, and the one that lists the other open pull requests. */
const FEW = 12 + 1;

const remarks = () => github.world.reviewComments;

test('a rehearsed fix is suggested once, in few calls; marks go through one check run', async () => {
  const opened = github.openPull({ 'migrations/0002_index.sql': INDEX });
  const run = await deliver(opened);

  expect(remarks()).toMatchObject([
    { path: 'migrations/0002_index.sql', startLine: 4, line: 5, author: WORKFLOW_BOT },
  ]);
  expect(remarks()[0]?.body).toMatch(/^<!-- holdpoint:suggestion [0-9a-f]{16} -->\n/);
  expect(remarks()[0]?.body).toContain(`\`\`\`suggestion\n${GENTLE}\n\`\`\``);
  expect(github.checkRuns).toHaveLength(1);
  expect(run.commands.filter(({ properties }) => properties['file'] !== undefined)).toEqual([]);
  expect(run.commands.filter(({ name }) => ['warning', 'error'].includes(name))).toEqual([]);
  expect(github.operations().length).toBeLessThanOrEqual(FEW);

  await deliver(opened);
  expect(remarks()).toHaveLength(1);
  expect(github.checkRuns).toHaveLength(1);
  await deliver(github.push({ 'README.md': 'Words.\n' }));
  expect(remarks()).toHaveLength(1);
  expect(github.operations().length).toBeLessThanOrEqual(FEW);
});

test('what does not hold any more is taken back, unless somebody talks about it', async () => {
  await deliver(github.openPull({ 'migrations/0002_index.sql': INDEX }));
  const [first] = remarks();
  await deliver(github.push({ 'migrations/0002_index.sql': INDEX.replaceAll('email', 'name') }));
  const [second] = remarks();
  expect(remarks()).toHaveLength(1);
  expect(second?.body).toContain('users_name_idx');
  expect(second?.id).not.toBe(first?.id);

  if (second === undefined) throw new Error('There is no remark.');
  const reply = { ...second, id: github.world.nextId(), author: github.account('ada'), inReplyTo: second.id };
  github.world.reviewComments.push(reply);
  await deliver(github.push({ 'migrations/0002_index.sql': 'SELECT 1;\n' }));
  expect(remarks()).toEqual([second, reply]);
});

test.each([
  ['they are switched off', INDEX, { suggestions: 'false' }],
  ['the framework runs the file in a transaction', INDEX.replace(/^.*\n/, ''), {}],
  ['another statement shares the lines', INDEX.replace('(email);', '(email); SELECT 1;'), {}],
  ['a comment stands in the lines', INDEX.replace('(email);', '(email); -- fast'), {}],
  ['lines end as on Windows', INDEX.replaceAll('\n', '\r\n'), {}],
])('nothing is suggested when %s', async (_why, sql, inputs) => {
  const run = await deliver(github.openPull({ 'migrations/0002_index.sql': sql }), inputs);
  expect(run.outputs['verdict']).toBe('no-go');
  expect(remarks()).toEqual([]);
});

test('a down file that does not restore gets the rollback that was run', async () => {
  await deliver(
    github.openPull({
      'migrations/0002_note.up.sql':
        "ALTER TABLE users ADD COLUMN note text;\nALTER TABLE users ALTER COLUMN name SET DEFAULT 'x';\n",
      'migrations/0002_note.down.sql': 'ALTER TABLE users DROP COLUMN note;\n',
    }),
  );
  expect(remarks()).toMatchObject([{ path: 'migrations/0002_note.down.sql', startLine: null, line: 1 }]);
  expect(remarks()[0]?.body).toContain('DROP DEFAULT;');
});

test('a token that may not suggest or mark is no trouble: the runner marks, and one notice names the permission', async () => {
  github.grantWorkflow('meager', { ...USUAL, checks: 'read' });
  github.fail('pulls/create-review', {
    status: 403,
    body: { message: 'Resource not accessible by integration' },
  });
  const run = await deliver(github.openPull({ 'migrations/0002_index.sql': INDEX }), {}, 'meager');
  expect(run.code).toBe(0);
  expect(remarks()).toEqual([]);
  expect(github.checkRuns).toEqual([]);
  const notices = run.commands.filter(({ name }) => name === 'notice').map(({ message }) => message);
  expect(notices.filter((message) => message.includes('checks: write'))).toHaveLength(1);
  expect(run.commands.filter(({ properties }) => properties['file'] !== undefined)).not.toEqual([]);
  expect(run.stdout).not.toContain('suggest');
});

test('the report is there as data, Markdown and page, in one folder', async () => {
  const { outputs } = await deliver(github.openPull({ 'migrations/0002_index.sql': INDEX }));
  const { report = '', summary = '', page = '', folder = '' } = outputs;
  expect([report, summary, page].map((path) => path.startsWith(`${folder}/`))).toEqual([true, true, true]);
  expect(existsSync(summary)).toBe(true);
  expect(readFileSync(page, 'utf8')).toContain('<title>Holdpoint: NO-GO</title>');
});
