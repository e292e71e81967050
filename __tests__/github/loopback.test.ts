import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { githubClient, type GitHubClient } from '../../src/adapters/github/client.ts';
import { LoopbackGitHub, WORKFLOW_BOT } from './loopback-github.ts';

const PLACE = { owner: 'acme', repo: 'shop' };
const ITEM = '- [ ] <!-- item:backup:0123 --> A backup is there.';
let github: LoopbackGitHub;

beforeEach(async () => {
  github = await LoopbackGitHub.open();
});

afterEach(async () => {
  await github.close();
  expect(github.violations).toEqual([]);
});

function rest(token = 'workflow-token'): GitHubClient['rest'] {
  return githubClient({ token, apiUrl: github.api, pace: 'immediate' }).rest;
}

describe('code', () => {
  test('has the hashes of git, also on disk', () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdpoint-loopback-'));
    github.pushTo('main', { 'a/b.sql': 'SELECT 1;\n', 'a.sql': 'x', 'a-b': 'y' });
    const { sha } = github.openPull({ 'a/c.sql': 'SELECT 2;\n', 'a.sql': null });
    github.checkOut(folder, sha);
    execFileSync('git', ['fsck', '--strict'], { cwd: folder, stdio: 'pipe' });
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: folder, encoding: 'utf8' })).toBe('');
    expect(readFileSync(join(folder, 'a/c.sql'), 'utf8')).toBe('SELECT 2;\n');
    rmSync(folder, { recursive: true });
  });

  test('is read by trees, blobs, contents and comparisons', async () => {
    github.pushTo('main', {
      'm/1.sql': 'one\n',
      'm/2.sql': 'two\n',
      link: { mode: '120000', sha: github.git.put('blob', Buffer.from('m')) },
    });
    github.openPull({ 'm/2.sql': null, 'm/3.sql': 'two\n', 'm/4.sql': 'four\nfive\n' });
    const { baseSha, headSha } = github.pull();
    const { git, repos, pulls } = rest();
    const tree = await git.getTree({ ...PLACE, tree_sha: headSha, recursive: '1' });
    expect(tree.data.tree.map(({ path }) => path)).toEqual(['link', 'm', 'm/1.sql', 'm/3.sql', 'm/4.sql']);
    const blob = await git.getBlob({ ...PLACE, file_sha: tree.data.tree[4]?.sha ?? '' });
    expect(Buffer.from(blob.data.content, 'base64').toString()).toBe('four\nfive\n');
    const compared = await repos.compareCommitsWithBasehead({
      ...PLACE,
      basehead: `${baseSha}...${headSha}`,
    });
    const files = [
      { filename: 'm/3.sql', status: 'renamed', previous_filename: 'm/2.sql' },
      { filename: 'm/4.sql', status: 'added', patch: '@@ -0,0 +1,2 @@\n+four\n+five' },
    ];
    expect(compared.data).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      merge_base_commit: { sha: baseSha },
      files,
    });
    expect((await pulls.listFiles({ ...PLACE, pull_number: 7 })).data).toMatchObject(files);
    expect((await repos.getContent({ ...PLACE, path: 'm' })).data).toMatchObject([
      { path: 'm/1.sql' },
      { path: 'm/2.sql' },
    ]);
    expect((await repos.getContent({ ...PLACE, path: 'link' })).data).toMatchObject({
      type: 'symlink',
      target: 'm',
    });
    github.maxima.contentsBytes = 3;
    expect((await repos.getContent({ ...PLACE, path: 'm/1.sql', ref: headSha })).data).toMatchObject({
      encoding: 'none',
    });
    github.maxima.treeEntries = 2;
    expect((await git.getTree({ ...PLACE, tree_sha: headSha, recursive: '1' })).data).toMatchObject({
      truncated: true,
    });
  });

  test('takes suggestions on lines of the diff only', async () => {
    github.openPull({ 'm.sql': 'a\nb\n' });
    const review = { ...PLACE, pull_number: 7, event: 'COMMENT', body: 'x' } as const;
    const { pulls } = rest();
    await pulls.createReview({ ...review, comments: [{ path: 'm.sql', line: 2, start_line: 1, body: 's' }] });
    const bad = { ...review, comments: [{ path: 'm.sql', line: 3, body: 's' }] };
    await expect(pulls.createReview(bad)).rejects.toMatchObject({ status: 422 });
    github.push({ 'm.sql': 'c\n' });
    const { data } = await pulls.listReviewComments({ ...PLACE, pull_number: 7 });
    expect(data).toMatchObject([{ line: null, original_line: 2, user: { login: WORKFLOW_BOT.login } }]);
    await pulls.deleteReviewComment({ ...PLACE, comment_id: data[0]?.id ?? 0 });
    expect(github.reviewComments).toEqual([]);
  });
});

describe('people', () => {
  test('a tick is an edit by who clicked; strangers cannot', () => {
    const { id } = github.seedComment(WORKFLOW_BOT, `Plan\n\n${ITEM}\n`);
    github.setRole('grace', 'write');
    const { payload } = github.tick('grace', 'backup', { crlf: true });
    expect(payload).toMatchObject({
      action: 'edited',
      sender: { login: 'grace' },
      changes: { body: { from: `Plan\n\n${ITEM}\n` } },
    });
    expect(github.comments[0]?.body).toBe(`Plan\r\n\r\n${ITEM.replace('[ ]', '[x]')}\r\n`);
    expect(github.comments[0]?.edits.map(({ editor }) => editor?.login)).toEqual([
      WORKFLOW_BOT.login,
      'grace',
    ]);
    expect(() => github.tick('mallory', 'backup', { comment: id })).toThrow('may not');
    expect(() => github.tick('grace', 'restore')).toThrow('No comment has a box');
  });

  test('what a workflow token does starts nothing; what an app or a person does, does', async () => {
    const said = { ...PLACE, issue_number: 7, body: 'a' };
    await rest().issues.createComment(said);
    expect(github.deliveries).toEqual([]);
    github.grantApp('app', 'gate');
    github.grantPerson('pat', 'ada');
    await rest('app').issues.createComment(said);
    const { data } = await rest('pat').issues.createComment(said);
    await rest('pat').issues.updateComment({ ...PLACE, comment_id: data.id, body: 'b' });
    expect(github.deliveries.map(({ payload }) => payload['action'])).toEqual([
      'created',
      'created',
      'edited',
    ]);
  });

  test('every event has what GitHub sends', () => {
    github.pushTo('main', { a: '1' });
    github.openPull({ b: '1' });
    github.openPull({ c: '1' }, { fork: 'mallory/shop', by: 'mallory' });
    github.push({ b: '2' });
    const group = github.queue([7, 8]);
    expect(github.git.files(group.sha).size).toBe(3);
    github.completeRun(8);
    github.dispatch({ pull: '7' });
    github.mergePull();
    const told = github.deliveries.map(({ name, payload }) => [name, payload['action'] ?? null]);
    expect(told).toEqual([
      ['push', null],
      ['pull_request', 'opened'],
      ['pull_request', 'opened'],
      ['pull_request', 'synchronize'],
      ['merge_group', 'checks_requested'],
      ['workflow_run', 'completed'],
      ['workflow_dispatch', null],
      ['pull_request', 'closed'],
      ['push', null],
    ]);
    for (const { payload } of github.deliveries)
      expect(payload).toMatchObject({ repository: { full_name: 'acme/shop' } });
  });
});

describe('the repository', () => {
  test('branches say what they require', async () => {
    github.pushTo('main', { '.github/workflows/a.yml': 'on: push\n' });
    github.world.rules.set('main', ['holdpoint']);
    github.world.protections.set('main', ['ci']);
    github.setRole('root', 'admin');
    github.grantPerson('admin', 'root');
    const branch = { ...PLACE, branch: 'main' };
    expect((await rest().repos.getBranchRules(branch)).data).toMatchObject([
      { type: 'required_status_checks' },
    ]);
    expect((await rest().repos.getBranch(branch)).data).toMatchObject({ protected: true });
    await expect(rest().repos.getBranchProtection(branch)).rejects.toMatchObject({ status: 403 });
    const held = await rest('admin').repos.getBranchProtection(branch);
    expect(held.data.required_status_checks?.contexts).toEqual(['ci']);
    expect((await rest().repos.get(PLACE)).data.default_branch).toBe('main');
    expect((await rest('admin').actions.listRepoWorkflows(PLACE)).data.total_count).toBe(1);
  });

  test('the newest status of a context counts', async () => {
    github.openPull({ a: '1' });
    const sha = github.pull().headSha;
    const status = { ...PLACE, sha, context: 'holdpoint' };
    await rest().repos.createCommitStatus({ ...status, state: 'failure' });
    await rest().repos.createCommitStatus({ ...status, state: 'success' });
    const combined = await rest().repos.getCombinedStatusForRef({ ...PLACE, ref: 'change' });
    expect(combined.data).toMatchObject({ state: 'success', total_count: 1 });
    expect((await rest().repos.listCommitStatusesForRef({ ...PLACE, ref: sha })).data).toHaveLength(2);
    await expect(
      rest().repos.createCommitStatus({ ...status, sha: '0'.repeat(40), state: 'success' }),
    ).rejects.toMatchObject({ status: 422 });
  });

  test('what the client has already is not sent again', async () => {
    github.openPull({ a: '1' });
    const { data, headers } = await rest().pulls.get({ ...PLACE, pull_number: 7 });
    expect(data.head.sha).toBe(github.pull().headSha);
    const again = rest().pulls.get({
      ...PLACE,
      pull_number: 7,
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    await expect(again).rejects.toMatchObject({ status: 304 });
    expect(Number(headers['x-ratelimit-remaining'])).toBe(4999);
  });
});
