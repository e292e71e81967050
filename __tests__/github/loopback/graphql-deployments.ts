import { isGranted, type Grant } from './accounts.ts';
import { failure, firstOf, type Slice } from './graphql-answers.ts';
import type { StoredDeployment } from './stored.ts';
import type { World } from './world.ts';

export interface DeploymentsAsked extends Slice {
  readonly environments?: readonly string[];
}

/** Newest first, as they are asked for. */
export function deploymentPage(
  world: World,
  grant: Grant,
  { environments, ...slice }: DeploymentsAsked,
): unknown {
  if (!isGranted(grant, ['deployments:read']))
    throw failure('FORBIDDEN', 'Resource not accessible by integration');
  const wanted = world.deployments.filter(
    ({ environment }) => environments === undefined || environments.includes(environment),
  );
  return firstOf('deployments', wanted.toReversed().map(deploymentNode), slice);
}

function deploymentNode({ id, sha, at, states }: StoredDeployment): Record<string, unknown> {
  const statuses = states.toReversed().map((state, index) => ({ id: `DS_${id}_${index}`, state }));
  return {
    id: `DE_${id}`,
    commitOid: sha,
    createdAt: at,
    statuses: (slice: Slice) => firstOf('statuses', statuses, slice),
  };
}
