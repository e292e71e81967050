import { atMost } from '../../lib/at-most.ts';
import { compareText } from '../../lib/version-order.ts';
import type { CodeSearch } from '../../model/code-ports.ts';
import type { Repository, RepositoryFile, Side } from '../../model/ports.ts';
import { internalProblem } from '../../model/problem.ts';
import { linkedFiles } from '../files/linked-files.ts';
import { requireInside } from '../files/require-inside.ts';
import { Allowance } from './allowance.ts';
import { blobReader, isTellable, type BlobReader, type WantedBlob } from './blob-reader.ts';
import type { GitHubClient } from './client.ts';
import { treeReader, type Reach, type TreeEntry } from './git-tree.ts';
import { readMergeBase } from './merge-base.ts';
import type { RepositoryPlace } from './place.ts';

/** Two commits: what the change goes to, and the change. */
export interface ComparedCommits {
  readonly base: string;
  readonly head: string;
}

const AT_ONCE = 8;
const LINK = '120000';

/** Contents come a hundred at a time; all the code of a repository would be thousands of calls. */
function notAtHand(base: string, head: string): CodeSearch {
  return {
    expected: false,
    inClone: `git fetch origin ${head} && git switch --detach FETCH_HEAD && holdpoint review --base ${base}`,
    search: () =>
      Promise.resolve({
        unsearched: 'The change is read through GitHub, without a checkout that could be searched.',
        files: [],
      }),
  };
}

/**
 * A repository on GitHub, read without a checkout. The base side is the commit in which the head left `base`, as in a
 * checkout. Everything that comes from there is data: nothing is written to a disk, no path leaves the commit, and every
 * content is compared with its hash. Asks one comparison, one tree for each side that is listed, and contents a hundred
 * at a time.
 *
 * @throws Problem `no-merge-base`, or what keeps us from reading (see `reading-problem.ts`); `list` and `read` also throw
 *   `hostile-path`, `tree-too-large` and `file-too-large`.
 */
export async function githubRepository(
  client: GitHubClient,
  place: RepositoryPlace,
  commits: ComparedCommits,
): Promise<Repository> {
  const { owner, repo } = place;
  const reach: Reach = { client, place: { owner, repo }, lane: atMost(AT_ONCE), allowance: new Allowance() };
  const base = await readMergeBase(reach, commits.base, commits.head);
  const entriesOf = treeReader(reach);
  const blobs = blobReader(reach);
  const sizes = new Map<string, number>();
  const listings: Record<Side, () => Promise<readonly RepositoryFile[]>> = {
    base: once(async () => listed(note(await entriesOf(base), sizes), blobs)),
    head: once(async () => listed(note(await entriesOf(commits.head), sizes), blobs)),
  };
  return {
    base,
    head: commits.head,
    code: notAtHand(base, commits.head),
    list: async (side, inside) => {
      requireInside(inside);
      const files = await listings[side]();
      return inside === '.' ? files : files.filter(({ path }) => path.startsWith(`${inside}/`));
    },
    read: async (_side, files) => {
      const contents = await blobs(
        files.map(({ path, id }) => ({ path, sha: id, size: sizes.get(id) ?? 0 })),
      );
      return files.map(({ path, id }) => contents.get(id) ?? missing(path));
    },
  };
}

/** Files of a commit, sorted by path: no submodules, and a link stands for what it leads to in the commit. */
async function listed(entries: readonly TreeEntry[], blobs: BlobReader): Promise<RepositoryFile[]> {
  const files = entries.filter(({ type }) => type === 'blob');
  const links = await targetsOf(files.filter(isFollowed), blobs);
  const plain = files.filter(({ mode, path }) => mode !== LINK || !links.has(path));
  const ids = new Map(files.map(({ path, sha }) => [path, sha]));
  const linked = linkedFiles(
    plain.map(({ path }) => path),
    links,
  );
  return [
    ...plain.map(({ path, sha }) => ({ path, id: sha })),
    ...linked.map(({ path, leadsTo }) => ({ path, leadsTo, id: ids.get(leadsTo ?? path) ?? `link:${path}` })),
  ].sort((left, right) => compareText(left.path, right.path));
}

/** A link whose name cannot be told is never read, so that where it leads does not matter. */
function isFollowed({ mode, path }: TreeEntry): boolean {
  return mode === LINK && isTellable(path);
}

async function targetsOf(
  links: readonly TreeEntry[],
  blobs: BlobReader,
): Promise<ReadonlyMap<string, string>> {
  const wanted = links.map(({ path, sha, size }): WantedBlob => ({ path, sha, size }));
  const contents = await blobs(wanted);
  return new Map(links.map(({ path, sha }) => [path, new TextDecoder().decode(contents.get(sha))]));
}

function note(entries: readonly TreeEntry[], sizes: Map<string, number>): readonly TreeEntry[] {
  for (const { sha, size } of entries) sizes.set(sha, size);
  return entries;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | null = null;
  return () => (begun ??= work());
}

function missing(path: string): never {
  throw internalProblem('missing-content', `${path} was not read.`, 'Try again.');
}
