import type { Author, PublishedComment, Publisher, PullRequest } from '../../model/ports.ts';
import { asked } from './asked.ts';
import type { GitHubClient } from './client.ts';
import { readEdits } from './comment-edits.ts';
import { readIdentity } from './identity.ts';
import { readMembership, readRole, type RepositoryPlace } from './people.ts';

export interface PullRequestPlace extends RepositoryPlace {
  readonly number: number;
}

/** Speaks on one pull request, and listens: through REST, and through GraphQL for what REST does not tell. */
export function githubPublisher(client: GitHubClient, place: PullRequestPlace): Publisher {
  return { ...speaker(client, place), ...listener(client, place) };
}

type Speaker = Pick<Publisher, 'setStatus' | 'createComment' | 'updateComment' | 'deleteComment' | 'react'>;

function speaker(client: GitHubClient, { owner, repo, number }: PullRequestPlace): Speaker {
  const { issues, reactions, repos } = client.rest;
  return {
    setStatus: async (sha, { context, state, description, targetUrl }) => {
      const target = targetUrl === null ? {} : { target_url: targetUrl };
      await asked(repos.createCommitStatus({ owner, repo, sha, context, state, description, ...target }));
    },
    createComment: async (body) =>
      commentOf((await asked(issues.createComment({ owner, repo, issue_number: number, body }))).data),
    updateComment: async (id, body) =>
      commentOf((await asked(issues.updateComment({ owner, repo, comment_id: id, body }))).data),
    deleteComment: async (id) => {
      await asked(issues.deleteComment({ owner, repo, comment_id: id }));
    },
    react: async (comment, content) => {
      await asked(reactions.createForIssueComment({ owner, repo, comment_id: comment, content }));
    },
  };
}

function listener(client: GitHubClient, place: PullRequestPlace): Omit<Publisher, keyof Speaker> {
  const { owner, repo, number } = place;
  const { issues, pulls } = client.rest;
  let own: Promise<Author> | null = null;
  return {
    comments: async () => {
      const all = { owner, repo, issue_number: number, per_page: 100 };
      return (await asked(client.paginate(issues.listComments, all))).map(commentOf);
    },
    identity: () => (own ??= readIdentity(client)),
    edits: (comment) => readEdits(client, comment.node),
    pullRequest: async () =>
      pullRequestOf((await asked(pulls.get({ owner, repo, pull_number: number }))).data),
    roleOf: (login) => readRole(client, { owner, repo }, login),
    isMember: (team, login) => readMembership(client, team, login),
  };
}

interface IssueComment {
  readonly id: number;
  readonly node_id: string;
  readonly body?: string;
  readonly html_url: string;
  readonly created_at: string;
  readonly user: { readonly login: string; readonly type: string } | null;
}

function commentOf({ id, node_id, body, html_url, created_at, user }: IssueComment): PublishedComment {
  const author = user === null ? null : authorOf(user);
  return { id, node: node_id, body: body ?? '', url: html_url, author, createdAt: created_at };
}

function authorOf({ login, type }: { readonly login: string; readonly type: string }): Author {
  return { login, bot: type === 'Bot' };
}

interface PullRequestAnswer {
  readonly number: number;
  readonly state: string;
  readonly user: { readonly login: string } | null;
  readonly head: PullRequestSide;
  readonly base: PullRequestSide;
}

interface PullRequestSide {
  readonly sha: string;
  readonly ref: string;
  /** Null when the fork is deleted. */
  readonly repo: { readonly id: number } | null;
}

function pullRequestOf({ number, state, user, head, base }: PullRequestAnswer): PullRequest {
  return {
    number,
    open: state === 'open',
    headSha: head.sha,
    baseSha: base.sha,
    baseRef: base.ref,
    author: user?.login ?? null,
    fork: head.repo?.id !== base.repo?.id,
  };
}
