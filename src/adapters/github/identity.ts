import type { Author } from '../../model/ports.ts';
import type { GitHubClient } from './client.ts';
import { VIEWER } from './queries.ts';

/**
 * Whose token this is. GraphQL's `viewer` answers for every kind of token; REST's `/user` refuses workflow tokens.
 * Null when the server does not tell: then our own comments are known only by what a newly written one says.
 */
export async function readIdentity(client: GitHubClient): Promise<Author | null> {
  try {
    const { viewer } = await client.graphql<{ viewer: { login: string } }>(VIEWER);
    return { login: viewer.login, bot: viewer.login.endsWith('[bot]') };
  } catch {
    return null;
  }
}
