import { asked } from './asked.ts';
import type { GitHubClient } from './client.ts';
import type { RepositoryPlace } from './place.ts';

/** Where the head of a pull request is, as a workflow run tells it. */
export interface HeadPlace {
  readonly headOwner: string;
  readonly headBranch: string;
  readonly headSha: string;
}

/**
 * Number of the open pull request with that head; null when there is none. Workflow runs of forks do not say it
 * themselves. https://docs.github.com/rest/pulls/pulls#list-pull-requests
 */
export async function pullRequestOfHead(
  client: GitHubClient,
  { owner, repo }: RepositoryPlace,
  { headOwner, headBranch, headSha }: HeadPlace,
): Promise<number | null> {
  const head = `${headOwner}:${headBranch}`;
  const { data } = await asked(client.rest.pulls.list({ owner, repo, state: 'open', head, per_page: 100 }));
  return data.find((pull) => pull.head.sha === headSha)?.number ?? null;
}
