import type { Author, PublishedComment, Publisher } from '../../model/ports.ts';
import type { GitHubClient } from './client.ts';
import { readIdentity } from './identity.ts';
import { refusalOf } from './refusal-of.ts';

export interface PullRequestPlace {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** Speaks on one pull request through GitHub's REST API. */
export function githubPublisher(client: GitHubClient, place: PullRequestPlace): Publisher {
  const { owner, repo } = place;
  const issue = { owner, repo, issue_number: place.number };
  const { issues, repos } = client.rest;
  return {
    setStatus: async (sha, { context, state, description, targetUrl }) => {
      const target = targetUrl === null ? {} : { target_url: targetUrl };
      await asked(repos.createCommitStatus({ owner, repo, sha, context, state, description, ...target }));
    },
    comments: async () => {
      const all = await asked(client.paginate(issues.listComments, { ...issue, per_page: 100 }));
      return all.map(commentOf);
    },
    identity: () => readIdentity(client),
    createComment: async (body) => commentOf((await asked(issues.createComment({ ...issue, body }))).data),
    updateComment: async (id, body) =>
      commentOf((await asked(issues.updateComment({ owner, repo, comment_id: id, body }))).data),
    deleteComment: async (id) => {
      await asked(issues.deleteComment({ owner, repo, comment_id: id }));
    },
  };
}

interface IssueComment {
  readonly id: number;
  readonly body?: string;
  readonly html_url: string;
  readonly user: { readonly login: string; readonly type: string } | null;
}

function commentOf({ id, body, html_url, user }: IssueComment): PublishedComment {
  return { id, body: body ?? '', url: html_url, author: user === null ? null : authorOf(user) };
}

function authorOf({ login, type }: { readonly login: string; readonly type: string }): Author {
  return { login, bot: type === 'Bot' };
}

/** Every failed request leaves as a refusal. */
async function asked<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw refusalOf(error);
  }
}
