import type { Lane } from '../../lib/at-most.ts';
import { usageProblem } from '../../model/problem.ts';
import type { Allowance } from './allowance.ts';
import type { GitHubClient } from './client.ts';
import { nameOf, type RepositoryPlace } from './place.ts';
import { reading } from './reading-problem.ts';

/** A file of a commit as its tree has it: a blob, a link (mode 120000) or a submodule (type `commit`). */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  /** Bytes; 0 for what is no blob. */
  readonly size: number;
}

/** How requests are made. */
export interface Reach {
  readonly client: GitHubClient;
  readonly place: RepositoryPlace;
  readonly lane: Lane;
  readonly allowance: Allowance;
}

interface Tree {
  readonly entries: readonly TreeEntry[];
  readonly truncated: boolean;
}

/**
 * Gives all entries of trees by their hash (a commit's hash stands for its tree). A tree that is too large for one
 * answer is read folder by folder; what two commits have in common is read once.
 * https://docs.github.com/rest/git/trees#get-a-tree
 */
export function treeReader(reach: Reach): (sha: string) => Promise<readonly TreeEntry[]> {
  const known = new Map<string, Promise<readonly TreeEntry[]>>();
  const entriesOf = (sha: string): Promise<readonly TreeEntry[]> => {
    const begun = known.get(sha) ?? wholeTree(reach, sha, entriesOf);
    known.set(sha, begun);
    return begun;
  };
  return entriesOf;
}

async function wholeTree(
  reach: Reach,
  sha: string,
  entriesOf: (sha: string) => Promise<readonly TreeEntry[]>,
): Promise<readonly TreeEntry[]> {
  const whole = await askTree(reach, sha, { recursive: '1' });
  if (!whole.truncated) return whole.entries.filter(({ type }) => type !== 'tree');
  const level = await askTree(reach, sha, {});
  if (level.truncated) throw tooLarge(reach.place);
  const parts = level.entries.map(async (entry) =>
    entry.type === 'tree' ? below(entry.path, await entriesOf(entry.sha)) : [entry],
  );
  return (await Promise.all(parts)).flat();
}

function below(folder: string, entries: readonly TreeEntry[]): TreeEntry[] {
  return entries.map((entry) => ({ ...entry, path: `${folder}/${entry.path}` }));
}

async function askTree(
  { client, place, lane, allowance }: Reach,
  sha: string,
  how: { readonly recursive?: string },
): Promise<Tree> {
  const request = (): ReturnType<typeof client.rest.git.getTree> =>
    client.rest.git.getTree({ ...place, tree_sha: sha, ...how });
  const { data, headers } = await reading(`the files of ${nameOf(place)} at ${sha}`, lane(request));
  allowance.heed(headers);
  const entries = data.tree.map(({ path, mode, type, sha: id, size = 0 }) => {
    requirePlain(path);
    return { path, mode, type, sha: id, size };
  });
  return { entries, truncated: data.truncated };
}

/** Git makes no such names; who wrote the objects by hand means harm. */
function requirePlain(path: string): void {
  const parts = path.split('/');
  if (!path.includes('\0') && !parts.some((part) => ['', '.', '..'].includes(part))) return;
  throw usageProblem(
    'hostile-path',
    `The commit holds a file named ${JSON.stringify(path)}, which leads out of its folder.`,
    'Nothing of it is read. Look at where the commit comes from.',
  );
}

function tooLarge(place: RepositoryPlace): Error {
  return usageProblem(
    'tree-too-large',
    `A folder of ${nameOf(place)} holds more files than GitHub lists.`,
    'Review a checkout of it.',
  );
}
