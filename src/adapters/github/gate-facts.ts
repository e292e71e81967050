import type { GitHubClient } from './client.ts';
import { nameOf, type RepositoryPlace } from './place.ts';
import { MERGE_QUEUE } from './queries.ts';
import { reading } from './reading-problem.ts';
import { refusalOf } from './refusal-of.ts';

/** How the default branch of a repository is kept. */
export interface GateFacts {
  readonly branch: string;
  /** Checks and statuses that a merge waits for. */
  readonly required: readonly string[];
  /** Null when nobody could say. */
  readonly mergeQueue: boolean | null;
  /** Permissions that the token turned out to lack: `checks: read`. */
  readonly lacking: readonly string[];
}

/**
 * Asks what the default branch requires, by rulesets and by classic protection, and what the token may read.
 * https://docs.github.com/rest/repos/rules#get-rules-for-a-branch
 *
 * @throws Problem for what keeps us from reading the repository at all.
 */
export async function readGateFacts(client: GitHubClient, place: RepositoryPlace): Promise<GateFacts> {
  const { repos } = client.rest;
  const name = nameOf(place);
  const { data } = await reading(name, repos.get({ ...place }));
  const branch = data.default_branch;
  const rules = await reading(
    `the rules of ${name}`,
    client.paginate(repos.getBranchRules, { ...place, branch }),
  );
  const kept = await reading(`the branch ${branch} of ${name}`, repos.getBranch({ ...place, branch }));
  const byRules = rules.flatMap((rule) =>
    rule.type === 'required_status_checks' ? (rule.parameters?.required_status_checks ?? []) : [],
  );
  const classic = kept.data.protection.required_status_checks?.contexts ?? [];
  const queued = rules.some(({ type }) => type === 'merge_queue');
  return {
    branch,
    required: [...new Set([...byRules.map(({ context }) => context), ...classic])].sort(),
    mergeQueue: queued || (await hasQueue(client, place, branch)),
    lacking: await lackingPermissions(client, place, branch),
  };
}

interface QueueAnswer {
  readonly repository: { readonly mergeQueue: object | null } | null;
}

/** Rulesets tell their queues, classic protection only here. */
async function hasQueue(
  client: GitHubClient,
  place: RepositoryPlace,
  branch: string,
): Promise<boolean | null> {
  try {
    const { repository } = await client.graphql<QueueAnswer>(MERGE_QUEUE, { ...place, branch });
    return repository === null ? null : repository.mergeQueue !== null;
  } catch {
    return null;
  }
}

/** Asks once for each kind of thing that a review reads. */
async function lackingPermissions(
  { rest: { pulls, repos, checks } }: GitHubClient,
  place: RepositoryPlace,
  ref: string,
): Promise<string[]> {
  const few = { ...place, per_page: 1 };
  const lacking: string[] = [];
  if (await isForbidden(pulls.list(few))) lacking.push('pull-requests: read');
  if (await isForbidden(repos.getCombinedStatusForRef({ ...few, ref }))) lacking.push('statuses: read');
  if (await isForbidden(checks.listForRef({ ...few, ref }))) lacking.push('checks: read');
  return lacking;
}

async function isForbidden(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return false;
  } catch (error) {
    return refusalOf(error).kind === 'forbidden';
  }
}
