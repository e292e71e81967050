import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  githubClient,
  githubCommandLineClient,
  type ClientOptions,
  type GitHubClient,
} from '../../src/adapters/github/client.ts';
import { githubPublisher } from '../../src/adapters/github/publisher.ts';
import type { Publisher } from '../../src/model/ports.ts';
import { badGateway, LoopbackGitHub, READ_ONLY, refuse, secondaryLimit, USUAL } from './loopback-github.ts';

const PLACE = { owner: 'acme', repo: 'shop', number: 7 };
const BOT = { login: 'github-actions[bot]', bot: true };
let github: LoopbackGitHub;

beforeEach(async () => {
  github = await LoopbackGitHub.open();
});

afterEach(async () => {
  await github.close();
  expect(github.violations).toEqual([]);
  expect(github.requests.length).toBeGreaterThan(0);
});

function optionsOf(token: string): ClientOptions {
  return { token, apiUrl: github.api, pace: 'immediate' };
}

function publisher(token = 'workflow-token'): Publisher {
  return githubPublisher(githubClient(optionsOf(token)), PLACE);
}

describe('the history of a comment', () => {
  test('is empty when it was never edited', async () => {
    const comment = await publisher().createComment('a');
    expect(await publisher().edits(comment)).toEqual([]);
    expect(await publisher().comments()).toEqual([comment]);
    expect(comment).toMatchObject({
      node: `IC_${comment.id}`,
      author: BOT,
      createdAt: '2026-11-23T08:00:01Z',
    });
  });

  test('tells every version with who and when, the created one first', async () => {
    const comment = await publisher().createComment('a');
    github.setRole('grace', 'write');
    github.editComment('grace', comment.id, 'b');
    await publisher().updateComment(comment.id, 'c');
    await publisher().updateComment(comment.id, 'c');
    const edits = await publisher().edits(comment);
    expect(edits.map(({ by, at, body }) => [by, at, body])).toEqual([
      [BOT, '2026-11-23T08:00:01Z', 'a'],
      [{ login: 'grace', bot: false }, '2026-11-23T08:00:02Z', 'b'],
      [BOT, '2026-11-23T08:00:03Z', 'c'],
    ]);
    expect(new Set(edits.map(({ id }) => id)).size).toBe(3);
  });

  test('is read to its end, page by page', async () => {
    const comment = await publisher().createComment('0');
    for (let index = 1; index <= 250; index += 1) github.editComment('ada', comment.id, String(index));
    github.requests.length = 0;
    const edits = await publisher().edits(comment);
    expect(edits.map(({ body }) => body)).toEqual(Array.from({ length: 251 }, (_, index) => String(index)));
    expect(github.operations()).toEqual(['graphql', 'graphql', 'graphql']);
  });

  test('keeps quiet about a version that somebody deleted, and about accounts that are gone', async () => {
    const comment = await publisher().createComment('a');
    await publisher().updateComment(comment.id, 'b');
    const [stored] = github.comments;
    if (stored?.edits[0] !== undefined) stored.edits[0].deletedAt = '2026-11-23T09:00:00Z';
    stored?.edits.push({ id: 'x', editor: null, at: '2026-11-23T09:00:01Z', body: 'c', deletedAt: null });
    const edits = await publisher().edits(comment);
    expect(edits.map(({ by, body }) => [by?.login ?? null, body])).toEqual([
      [BOT.login, null],
      [BOT.login, 'b'],
      [null, 'c'],
    ]);
  });

  test('of a comment that is gone is missing', async () => {
    const comment = await publisher().createComment('a');
    await publisher().deleteComment(comment.id);
    await expect(publisher().edits(comment)).rejects.toMatchObject({ kind: 'missing' });
  });

  test('is refused where GraphQL is forbidden', async () => {
    const comment = await publisher().createComment('a');
    github.graphql = false;
    await expect(publisher().edits(comment)).rejects.toMatchObject({ kind: 'forbidden', status: 403 });
  });
});

describe('people', () => {
  test.each(['read', 'triage', 'write', 'maintain', 'admin', 'none'])('role %s', async (role) => {
    github.setRole('grace', role);
    expect(await publisher().roleOf('grace')).toBe(role);
  });

  test('a custom role counts as the one that it is based on', async () => {
    github.setRole('grace', { role: 'migration-lead', permission: 'write' });
    expect(await publisher().roleOf('grace')).toBe('write');
  });

  test('nobody has no role', async () => {
    expect(await publisher().roleOf('nobody-of-that-name')).toBe('none');
  });

  test('members of a team, accepted and not only invited', async () => {
    github.grantWorkflow('org-token', { ...USUAL, members: 'read' });
    github.setMember('acme/database', 'grace');
    github.setMember('acme/database', 'linus', 'pending');
    const member = (login: string): Promise<boolean> =>
      publisher('org-token').isMember('acme/database', login);
    expect([await member('grace'), await member('linus'), await member('ada')]).toEqual([true, false, false]);
  });

  test('a workflow token may not see teams', async () => {
    await expect(publisher().isMember('acme/database', 'ada')).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('reactions and the pull request', () => {
  test('a reaction is there once, however often it is asked', async () => {
    const { id } = await publisher().createComment('a');
    await publisher().react(id, 'eyes');
    await publisher().react(id, 'eyes');
    await publisher().react(id, '+1');
    expect(github.reactions.map(({ content }) => content)).toEqual(['eyes', '+1']);
  });

  test('the pull request as it is now', async () => {
    github.openPull({ 'a.sql': 'SELECT 1;\n' }, { fork: 'mallory/shop', by: 'mallory' });
    const { headSha, baseSha } = github.pull();
    expect(await publisher().pullRequest()).toEqual({
      number: 7,
      open: true,
      headSha,
      baseSha,
      baseRef: 'main',
      author: 'mallory',
      fork: true,
    });
    github.closePull();
    expect(await publisher().pullRequest()).toMatchObject({ open: false });
    github.pull().headRepository = null;
    expect(await publisher().pullRequest()).toMatchObject({ fork: true });
  });

  test('who we are, for every kind of token', async () => {
    github.grantApp('app-token', 'gate');
    github.grantPerson('pat', 'ada');
    expect(await publisher().identity()).toEqual(BOT);
    expect(await publisher('app-token').identity()).toEqual({ login: 'gate[bot]', bot: true });
    expect(await publisher('pat').identity()).toEqual({ login: 'ada', bot: false });
  });
});

describe.each<[string, (options: ClientOptions) => GitHubClient]>([
  ['of a workflow', githubClient],
  ['of a command line', githubCommandLineClient],
])('the client %s', (_name, clientOf) => {
  test('counts every request, repetitions included', async () => {
    const count = { sent: 0 };
    github.fail('issues/create-comment', badGateway(), 1);
    github.fail('repos/create-commit-status', secondaryLimit(), 1);
    const speaker = githubPublisher(clientOf({ ...optionsOf('workflow-token'), count }), PLACE);
    await speaker.createComment('a');
    await speaker.setStatus('c0ffee'.repeat(6) + 'c0ff', {
      context: 'holdpoint',
      state: 'success',
      description: 'ok',
      targetUrl: null,
    });
    await speaker.identity();
    expect(count.sent).toBe(5);
    expect(github.requests).toHaveLength(5);
  });

  test('speaks to an Enterprise Server, also by GraphQL', async () => {
    await github.close();
    github = await LoopbackGitHub.open('/api/v3');
    const speaker = githubPublisher(
      clientOf({ ...optionsOf('workflow-token'), apiUrl: `${github.api}/` }),
      PLACE,
    );
    const comment = await speaker.createComment('a');
    await speaker.updateComment(comment.id, 'b');
    expect(await speaker.edits(comment)).toHaveLength(2);
  });

  test('gives up on the primary limit, and says so', async () => {
    github.limits.remaining = 0;
    const speaker = githubPublisher(clientOf(optionsOf('workflow-token')), PLACE);
    await expect(speaker.comments()).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(github.requests).toHaveLength(1);
  });
});

test('a lost answer is asked again; what it asked for may be there twice', async () => {
  github.failNth(1, badGateway(), 'after-effect');
  await publisher().createComment('a');
  expect(github.comments).toHaveLength(2);
});

test('a read-only token reads all and writes nothing', async () => {
  github.grantWorkflow('fork-token', READ_ONLY);
  const reader = publisher('fork-token');
  expect(await reader.comments()).toEqual([]);
  await expect(reader.createComment('a')).rejects.toMatchObject({ kind: 'forbidden' });
  github.fail('issues/list-comments', refuse(410, 'This issue was deleted'));
  await expect(reader.comments()).rejects.toMatchObject({ kind: 'missing' });
});
