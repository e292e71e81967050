import type { Deployments } from '../../model/code-ports.ts';
import type { GitHubClient } from './client.ts';
import { nameOf, type RepositoryPlace } from './place.ts';
import { DEPLOYMENTS } from './queries.ts';
import { reading } from './reading-problem.ts';

interface Answer {
  readonly repository: {
    readonly deployments: { readonly nodes: readonly (DeploymentAnswer | null)[] | null };
  } | null;
}

interface DeploymentAnswer {
  readonly commitOid: string;
  readonly createdAt: string;
  readonly statuses: { readonly nodes: readonly ({ readonly state: string } | null)[] | null } | null;
}

/** What was deployed to production, asked with one request. */
export function githubDeployments(client: GitHubClient, place: RepositoryPlace): Deployments {
  const { owner, repo } = place;
  return {
    list: async () => {
      const what = `the deployments of ${nameOf(place)}`;
      const { repository } = await reading(what, client.graphql<Answer>(DEPLOYMENTS, { owner, repo }));
      const nodes = (repository?.deployments.nodes ?? []).filter((node) => node !== null);
      return nodes
        .filter(hasSucceeded)
        .map(({ commitOid, createdAt }) => ({ commit: commitOid, at: createdAt }));
    },
  };
}

/** A later deployment makes it inactive, so that its newest status does not tell. */
function hasSucceeded({ statuses }: DeploymentAnswer): boolean {
  return (statuses?.nodes ?? []).some((status) => status?.state === 'SUCCESS');
}
