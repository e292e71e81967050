import type { Author } from '../../model/ports.ts';
import { asked } from './asked.ts';
import type { GitHubClient } from './client.ts';
import { VIEWER } from './queries.ts';

/** Whose token this is. GraphQL's `viewer` answers for every kind of token; REST's `/user` refuses workflow tokens. */
export async function readIdentity(client: GitHubClient): Promise<Author> {
  const { viewer } = await asked(client.graphql<{ viewer: { login: string } }>(VIEWER));
  return { login: viewer.login, bot: viewer.login.endsWith('[bot]') };
}
