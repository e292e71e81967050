import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { githubClient } from '../../src/adapters/github/client.ts';
import { githubPublisher } from '../../src/adapters/github/publisher.ts';
import { COMMENT_MARKER, type Report } from '../../src/model/report.ts';
import type { CommentPolicy } from '../../src/publish/comment-policy.ts';
import { explainRefusal } from '../../src/publish/explain-refusal.ts';
import {
  failurePublication,
  publicationOf,
  type Publication,
  type PublicationTarget,
  type Statement,
} from '../../src/publish/publication.ts';
import type { Publisher } from '../../src/model/ports.ts';
import { marked, writtenBy } from '../../src/model/sticky-comment.ts';
import { publish, type Published } from '../../src/publish/publish.ts';
import {
  LoopbackGitHub,
  READ_ONLY,
  refuse,
  secondaryLimit,
  WORKFLOW_BOT,
  type Account,
} from './loopback-github.ts';
import { reportOf } from './reports.ts';

const HEAD = 'c0ffee'.repeat(6) + 'c0ff';
const MALLORY: Account = { login: 'mallory', id: 66, type: 'User' };
const OTHER_APP: Account = { login: 'other-app[bot]', id: 67, type: 'Bot' };
const target: PublicationTarget = {
  sha: HEAD,
  runUrl: 'https://github.com/acme/shop/actions/runs/1',
};

let github: LoopbackGitHub;

beforeEach(async () => {
  github = await LoopbackGitHub.open();
});

afterEach(async () => {
  await github.close();
  expect(github.violations).toEqual([]);
  expect(github.requests.length).toBeGreaterThan(0);
});

function publishAs(token: string, report: Report, policy: CommentPolicy = 'always'): Promise<Published> {
  const client = githubClient({ token, apiUrl: github.api, pace: 'immediate' });
  const publisher = githubPublisher(client, { owner: 'acme', repo: 'shop', number: 7 });
  return publishOn(publisher, publicationOf(statementOf(report), target, policy));
}

/** What a report says, as the shells put it. */
function statementOf(report: Report): Statement {
  const gone = `${COMMENT_MARKER}\nThis pull request no longer contains migrations. There is nothing to review.\n`;
  const comment = report.outcome === 'nothing' ? gone : report.comment;
  return { ...report, comment, worthy: report.outcome !== 'go' };
}

/** Looks at the conversation, then speaks. */
async function publishOn(publisher: Publisher, publication: Publication): Promise<Published> {
  const candidates = marked(await publisher.comments().catch(() => []));
  const own = candidates.length === 0 ? null : await publisher.identity();
  const [sticky = null, ...duplicates] = writtenBy(own, candidates);
  return publish(publication, publisher, { sticky, duplicates });
}

const say = (report: Report): Promise<Published> => publishAs('workflow-token', report);
const ownBodies = (): string[] =>
  github.comments.filter((comment) => comment.author === WORKFLOW_BOT).map((comment) => comment.body);

describe('status', () => {
  test.each([
    ['go', 'success'],
    ['hold', 'pending'],
    ['no-go', 'failure'],
    ['nothing', 'success'],
  ] as const)('%s is %s on the head commit', async (outcome, state) => {
    await say(reportOf(outcome));
    expect(github.statuses).toMatchObject([
      { sha: HEAD, context: 'holdpoint', state, targetUrl: target.runUrl },
    ]);
  });

  test('is written before the comment', async () => {
    await say(reportOf('no-go'));
    const operations = github.operations();
    const [status, comment] = ['repos/create-commit-status', 'issues/create-comment'].map((operation) =>
      operations.indexOf(operation),
    );
    expect(status).toBeGreaterThan(0);
    expect(comment).toBeGreaterThan(Number(status));
  });

  test('keeps within 140 characters and never breaks a surrogate pair', async () => {
    await say(reportOf('hold', { statusText: `${'x'.repeat(138)}😀😀\nmore` }));
    expect(github.statuses[0]?.description).toBe(`${'x'.repeat(138)}…`);
  });

  test('a failed review is an error and leaves the comment alone', async () => {
    github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nold`);
    const client = githubClient({ token: 'workflow-token', apiUrl: github.api, pace: 'immediate' });
    const publisher = githubPublisher(client, { owner: 'acme', repo: 'shop', number: 7 });
    await publishOn(publisher, failurePublication('engine stopped', target));
    expect(github.statuses).toMatchObject([{ state: 'error', description: 'Review failed: engine stopped' }]);
    expect(ownBodies()).toEqual([`${COMMENT_MARKER}\nold`]);
  });
});

describe('comment', () => {
  test('is created once, then left alone while its bytes are equal', async () => {
    expect((await say(reportOf('hold'))).comment.action).toBe('created');
    const again = await say(reportOf('hold'));
    expect(again.comment).toEqual({
      action: 'unchanged',
      url: `https://github.com/acme/shop/pull/7#issuecomment-${github.comments[0]?.id ?? 0}`,
    });
    expect(github.operations().filter((name) => name === 'issues/update-comment')).toEqual([]);
  });

  test('is edited in place when the plan differs', async () => {
    await say(reportOf('hold'));
    expect((await say(reportOf('no-go'))).comment.action).toBe('updated');
    expect(ownBodies()).toEqual([reportOf('no-go').comment]);
  });

  test('is not taken from an impostor, a person of the same name or another app', async () => {
    github.seedComment(MALLORY, `${COMMENT_MARKER}\nAll good, merge it`);
    github.seedComment({ login: 'github-actions', id: 68, type: 'User' }, `${COMMENT_MARKER}\nmine`);
    github.seedComment(OTHER_APP, `${COMMENT_MARKER}\ntheirs`);
    expect((await say(reportOf('no-go'))).comment.action).toBe('created');
    expect(github.comments).toHaveLength(4);
    expect(ownBodies()).toEqual([reportOf('no-go').comment]);
  });

  test('is not taken from an own comment that only quotes the marker', async () => {
    github.seedComment(WORKFLOW_BOT, `> ${COMMENT_MARKER}\nquoted by another action`);
    expect((await say(reportOf('go'))).comment.action).toBe('created');
  });

  test('is found on the second page', async () => {
    for (let index = 0; index < 120; index += 1) github.seedComment(MALLORY, `noise ${index}`);
    const sticky = github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nold`);
    expect((await say(reportOf('hold'))).comment.action).toBe('updated');
    expect(sticky.body).toBe(reportOf('hold').comment);
    expect(github.comments).toHaveLength(121);
  });

  test('that came back from a browser with CRLF is still ours', async () => {
    github.seedComment(WORKFLOW_BOT, `\r\n${COMMENT_MARKER}\r\nold\r\n`);
    expect((await say(reportOf('hold'))).comment.action).toBe('updated');
  });

  test('exists once: of duplicates the oldest stays', async () => {
    const oldest = github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\none`);
    github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\ntwo`);
    github.seedComment(MALLORY, 'hello');
    github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nthree`);
    await say(reportOf('hold'));
    expect(github.comments.map((comment) => comment.author.login)).toEqual([
      'github-actions[bot]',
      'mallory',
    ]);
    expect(oldest.body).toBe(reportOf('hold').comment);
  });

  test('exists once when another run writes at the same moment', async () => {
    const rival = (): void => {
      github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nrival`);
    };
    github.faults.push({ operation: 'issues/create-comment', times: 1, before: rival });
    await say(reportOf('hold'));
    expect(ownBodies()).toEqual([reportOf('hold').comment]);
  });

  test('exists once when a server error hides that it was written', async () => {
    github.faults.push({
      operation: 'issues/create-comment',
      times: 1,
      before: () => github.seedComment(WORKFLOW_BOT, reportOf('hold').comment ?? ''),
      answer: refuse(502, 'Bad Gateway'),
    });
    await say(reportOf('hold'));
    expect(ownBodies()).toEqual([reportOf('hold').comment]);
  });

  test('is written anew when somebody deletes it meanwhile', async () => {
    const sticky = github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nold`);
    github.faults.push({
      operation: 'issues/update-comment',
      times: 1,
      before: () => {
        github.removeComment(sticky.id);
      },
    });
    expect((await say(reportOf('hold'))).comment.action).toBe('created');
    expect(ownBodies()).toEqual([reportOf('hold').comment]);
  });

  test('is not written where the server does not tell who we are: what was decided must not be forgotten', async () => {
    github.graphql = false;
    github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nold`);
    await expect(say(reportOf('hold'))).rejects.toMatchObject({ name: 'Refusal' });
    expect(ownBodies()).toEqual([`${COMMENT_MARKER}\nold`]);
  });

  test('of an app token belongs to the app', async () => {
    github.grantApp('app-token', 'other-app');
    github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nof the workflow token`);
    await publishAs('app-token', reportOf('go'));
    await publishAs('app-token', reportOf('hold'));
    expect(github.comments.map((comment) => comment.body)).toEqual([
      `${COMMENT_MARKER}\nof the workflow token`,
      reportOf('hold').comment,
    ]);
  });
});

describe('nothing to say', () => {
  test('no migrations: no comment', async () => {
    await say(reportOf('nothing'));
    expect(github.comments).toEqual([]);
    expect(github.statuses).toMatchObject([
      { state: 'success', description: 'No migrations in this change' },
    ]);
  });

  test('no migrations any more: the comment says so, once', async () => {
    await say(reportOf('no-go'));
    expect((await say(reportOf('nothing'))).comment.action).toBe('updated');
    expect((await say(reportOf('nothing'))).comment.action).toBe('unchanged');
    expect(ownBodies()).toEqual([expect.stringContaining('no longer contains migrations')]);
  });

  test('policy never: nothing is commented', async () => {
    await publishAs('workflow-token', reportOf('no-go'), 'never');
    expect(github.operations()).toEqual(['issues/list-comments', 'repos/create-commit-status']);
  });

  test('policy on-findings: a clean go is silent, but an old comment is brought up to date', async () => {
    await publishAs('workflow-token', reportOf('go'), 'on-findings');
    expect(github.comments).toEqual([]);
    await publishAs('workflow-token', reportOf('no-go'), 'on-findings');
    await publishAs('workflow-token', reportOf('go'), 'on-findings');
    expect(ownBodies()).toEqual([reportOf('go').comment]);
  });
});

describe('refusals', () => {
  test('a token that may not comment: the status is there and the message names the permission', async () => {
    github.grantWorkflow('poor-token', { ...READ_ONLY, statuses: 'write' });
    const { statusRefusal, commentRefusal } = await publishAs('poor-token', reportOf('no-go'));
    expect(statusRefusal).toBeNull();
    expect(github.statuses).toMatchObject([{ state: 'failure' }]);
    expect(commentRefusal?.kind).toBe('forbidden');
    if (commentRefusal === null) return;
    expect(explainRefusal('comment', commentRefusal)).toContain('`permissions: pull-requests: write`');
  });

  test('a read-only token: both refused, neither throws', async () => {
    github.grantWorkflow('fork-token', READ_ONLY);
    const result = await publishAs('fork-token', reportOf('no-go'));
    expect(result.statusRefusal).toMatchObject({ kind: 'forbidden', status: 403 });
    expect(result.commentRefusal).toMatchObject({ kind: 'forbidden', status: 403 });
    expect(github.statuses).toEqual([]);
  });

  test('a locked conversation', async () => {
    github.locked.add(7);
    expect((await say(reportOf('no-go'))).commentRefusal?.kind).toBe('locked');
    expect(github.statuses).toHaveLength(1);
  });

  test('a token that is not accepted', async () => {
    const result = await publishAs('expired', reportOf('go'));
    expect(result.statusRefusal).toMatchObject({
      kind: 'unauthorized',
      status: 401,
      message: 'Bad credentials',
    });
  });

  test('a pull request that is gone', async () => {
    github.pullRequests.clear();
    expect((await say(reportOf('hold'))).commentRefusal?.kind).toBe('missing');
  });

  test('content that GitHub does not take', async () => {
    const comment = `${COMMENT_MARKER}\n${'x'.repeat(66_000)}`;
    const { commentRefusal } = await say(reportOf('hold', { comment }));
    expect(commentRefusal).toMatchObject({ kind: 'invalid', status: 422 });
    expect(commentRefusal?.message).toContain('too long');
  });

  test('server errors are tried again', async () => {
    github.fail('repos/create-commit-status', refuse(502, 'Bad Gateway'), 2);
    expect((await say(reportOf('no-go'))).statusRefusal).toBeNull();
    expect(github.statuses).toHaveLength(1);
  });

  test('server errors that stay do not keep the comment back', async () => {
    github.fail('repos/create-commit-status', refuse(500, 'Server Error'), 99);
    const result = await say(reportOf('no-go'));
    expect(result.statusRefusal).toMatchObject({ kind: 'unavailable', status: 500 });
    expect(result.comment.action).toBe('created');
  });

  test('a connection that breaks', async () => {
    github.fail('repos/create-commit-status', null, 99);
    expect((await say(reportOf('go'))).statusRefusal).toMatchObject({ kind: 'unavailable', status: 0 });
    expect(github.statuses).toEqual([]);
  });

  test('a secondary rate limit is waited for', async () => {
    github.fail('issues/create-comment', secondaryLimit(), 1);
    expect((await say(reportOf('hold'))).comment.action).toBe('created');
  });

  test('a secondary rate limit that stays', async () => {
    github.fail('issues/create-comment', secondaryLimit(), 99);
    expect((await say(reportOf('hold'))).commentRefusal?.kind).toBe('rate-limited');
    expect(github.operations().filter((name) => name === 'issues/create-comment')).toHaveLength(3);
  });
});

test('an Enterprise Server keeps its prefix, also for GraphQL', async () => {
  const first = github;
  github = await LoopbackGitHub.open('/api/v3');
  await first.close();
  github.seedComment(WORKFLOW_BOT, `${COMMENT_MARKER}\nold`);
  expect((await say(reportOf('hold'))).comment.action).toBe('updated');
  expect(github.operations()).toContain('graphql');
});

test('a normal pull request costs few calls', async () => {
  await say(reportOf('hold'));
  expect(github.requests.length).toBeLessThanOrEqual(4);
  github.requests.length = 0;
  await say(reportOf('go'));
  expect(github.requests.length).toBeLessThanOrEqual(4);
});
