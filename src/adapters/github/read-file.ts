import { usageProblem } from '../../model/problem.ts';
import type { GitHubClient } from './client.ts';
import { nameOf, type RepositoryPlace } from './place.ts';
import { reading } from './reading-problem.ts';
import { refusalOf } from './refusal-of.ts';

/**
 * Bytes of one file of a commit; null when there is none. For a single small file it is one request.
 * https://docs.github.com/rest/repos/contents#get-repository-content
 *
 * @throws Problem for what keeps us from reading.
 */
export async function readRemoteFile(
  { rest }: GitHubClient,
  { owner, repo }: RepositoryPlace,
  commit: string,
  path: string,
): Promise<Uint8Array | null> {
  const asked = rest.repos.getContent({ owner, repo, path, ref: commit }).catch((error: unknown) => {
    if (refusalOf(error).kind === 'missing') return null;
    throw error;
  });
  const data = (await reading(`${path} of ${nameOf({ owner, repo })}`, asked))?.data;
  if (data === undefined || Array.isArray(data) || data.type !== 'file') return null;
  const bytes = Buffer.from(data.content, 'base64');
  if (bytes.length === data.size) return bytes;
  throw usageProblem('file-too-large', `${path} has ${data.size} bytes.`, 'Make it smaller than a megabyte.');
}
