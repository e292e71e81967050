import { asked } from './asked.ts';
import type { GitHubClient } from './client.ts';
import type { RepositoryPlace } from './place.ts';

/** Opens an issue and gives the address of its page. Rejects with a `Refusal`. */
export async function openIssue(
  client: GitHubClient,
  { owner, repo }: RepositoryPlace,
  issue: { readonly title: string; readonly body: string },
): Promise<string> {
  const { data } = await asked(client.rest.issues.create({ owner, repo, ...issue }));
  return data.html_url;
}
