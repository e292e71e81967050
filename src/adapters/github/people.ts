import { ROLES, type Role } from '../../model/ports.ts';
import { Refusal } from '../../model/refusal.ts';
import { asked } from './asked.ts';
import type { GitHubClient } from './client.ts';

export interface RepositoryPlace {
  readonly owner: string;
  readonly repo: string;
}

/**
 * What somebody may do in the repository. A custom role counts as the standard one that it is based on.
 * https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
export async function readRole(client: GitHubClient, place: RepositoryPlace, login: string): Promise<Role> {
  const { repos } = client.rest;
  const answer = await unlessMissing(
    asked(repos.getCollaboratorPermissionLevel({ ...place, username: login })),
  );
  if (answer === null) return 'none';
  return roleNamed(answer.data.role_name) ?? roleNamed(answer.data.permission) ?? 'none';
}

/** Whether somebody is in `organization/team`, accepted and not only invited. */
export async function readMembership(client: GitHubClient, team: string, login: string): Promise<boolean> {
  const [org = '', team_slug = ''] = team.split('/');
  const { teams } = client.rest;
  const answer = await unlessMissing(
    asked(teams.getMembershipForUserInOrg({ org, team_slug, username: login })),
  );
  return answer?.data.state === 'active';
}

function roleNamed(name: string): Role | null {
  return ROLES.find((role) => role === name) ?? null;
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'missing') return null;
    throw error;
  }
}
