import { githubClient, type GitHubClient } from '../adapters/github/client.ts';
import { githubDeployments } from '../adapters/github/deployments.ts';
import { openPullsBeside } from '../adapters/github/open-pulls.ts';
import { githubPublisher } from '../adapters/github/publisher.ts';
import type { RepositoryPlace } from '../adapters/github/place.ts';
import { readInputs, type ActionInputs } from '../adapters/runner/inputs.ts';
import type { Manners } from '../converse.ts';
import type { Publisher, PullRequest } from '../model/ports.ts';
import { usageProblem } from '../model/problem.ts';
import type { Policy, RemoteInput, Services } from './services.ts';

/** One run of the action: what it was given and whom it talks to. */
export interface Occasion {
  readonly environment: NodeJS.ProcessEnv;
  readonly services: Services;
  readonly inputs: ActionInputs;
  readonly client: GitHubClient;
  readonly place: RepositoryPlace;
  /** Page of the workflow run; null outside of one. */
  readonly runUrl: string | null;
}

/** Gathers what a run is given. Throws a `Problem` when the token is empty. */
export function occasionOf(
  environment: NodeJS.ProcessEnv,
  services: Services,
  { owner, repo }: RepositoryPlace,
): Occasion {
  const inputs = readInputs();
  const client = clientOf(inputs.token, environment);
  return { environment, services, inputs, client, place: { owner, repo }, runUrl: runUrlOf(environment) };
}

/** Who speaks on one pull request. */
export function publisherOn({ client, place }: Occasion, number: number): Publisher {
  return githubPublisher(client, { ...place, number });
}

/** What a review needs, through the API or of a checkout. */
export function remoteInput(occasion: Occasion, baseSha: string, headSha: string): RemoteInput {
  const { client, place, inputs, environment } = occasion;
  const deployments = githubDeployments(client, place);
  return { client, place, inputs, environment, baseSha, headSha, deployments };
}

/** The same for a pull request. It is compared with the others that are open, but where only the job is told. */
export function pullInput(
  occasion: Occasion,
  { number, baseSha, headSha }: Pick<PullRequest, 'number' | 'baseSha' | 'headSha'>,
): RemoteInput {
  const { client, place, inputs } = occasion;
  const input = remoteInput(occasion, baseSha, headSha);
  if (inputs.publish === 'false') return input;
  return { ...input, openPulls: openPullsBeside(client, place, number) };
}

/** How to talk under this policy. */
export function mannersOf({ services, runUrl }: Occasion, { rights, comment }: Policy): Manners {
  return {
    rights,
    comment,
    rules: services.rules,
    explain: (rule) => services.explain(rule),
    runUrl,
    now: () => services.now(),
  };
}

function clientOf(token: string, environment: NodeJS.ProcessEnv): GitHubClient {
  if (token === '')
    throw usageProblem(
      'no-token',
      'The input token is empty.',
      'Leave it out, or give `${{ github.token }}`.',
    );
  const apiUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com';
  const pace = environment['HOLDPOINT_API_PACE'] === 'immediate' ? 'immediate' : 'polite';
  return githubClient({ token, apiUrl, pace });
}

function runUrlOf(environment: NodeJS.ProcessEnv): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment;
  if (server === undefined || repository === undefined || run === undefined) return null;
  return `${server}/${repository}/actions/runs/${run}`;
}
