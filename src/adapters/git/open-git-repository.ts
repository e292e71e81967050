import { realpath, stat } from 'node:fs/promises';

import { compareText } from '../../lib/version-order.ts';
import type { RepositoryFile, Side } from '../../model/ports.ts';
import { usageProblem } from '../../model/problem.ts';
import type { LocalRepository } from '../files/open-folder.ts';
import { readInside } from '../files/read-inside.ts';
import { requireInside } from '../files/require-inside.ts';
import { askGitLine } from './ask-git.ts';
import { baseCommit } from './base-commit.ts';
import { gitHistory } from './code-history.ts';
import { gitCodeSearch } from './code-search.ts';
import { commitFiles } from './commit-files.ts';
import { readBlobs } from './read-blobs.ts';
import { findCommit, requireCommit } from './resolve-ref.ts';
import { workingTreeFiles, type WorkingTreeFile } from './working-tree-files.ts';

export interface GitOptions {
  /** Any folder of the checkout. */
  readonly folder: string;
  /** Branch, tag or commit that the change goes to; without it the remote's default branch. */
  readonly base?: string | null;
  /** A commit, or `worktree` for the files as they are on the disk, committed or not. Default: `worktree`. */
  readonly head?: string;
}

export interface GitRepository extends LocalRepository {
  /** How the base was chosen, in words: `merge base with origin/main, the remote's default branch`. */
  readonly baseReason: string;
}

/** One side of the comparison. */
interface Snapshot {
  files(): Promise<readonly RepositoryFile[]>;
  read(files: readonly RepositoryFile[]): Promise<readonly Uint8Array[]>;
}

/**
 * Opens a checkout and decides what is compared with what; reads nothing yet.
 *
 * @throws Problem `git-missing`, `not-a-checkout`, `unsafe-directory`, `no-commits`, `unknown-ref`, `no-base`,
 *   `shallow-clone`, `no-merge-base`.
 */
export async function openGitRepository({ folder, base, head }: GitOptions): Promise<GitRepository> {
  const root = await rootOf(folder);
  const ref = head === undefined || head === 'worktree' ? null : head;
  const headCommit = ref === null ? await presentCommit(root) : (await requireCommit(root, ref)).hash;
  const chosen = await baseCommit(root, headCommit, base ?? null);
  const sides: Record<Side, Snapshot> = {
    base: commitSnapshot(root, chosen.hash),
    head: ref === null ? workingTreeSnapshot(root) : commitSnapshot(root, headCommit),
  };
  return {
    root,
    base: chosen.hash,
    baseReason: chosen.reason,
    head: ref === null ? 'working tree' : headCommit,
    code: gitCodeSearch(root, ref === null ? null : headCommit),
    history: gitHistory(root, chosen.hash),
    list: async (side, inside) => {
      requireInside(inside);
      const files = await sides[side].files();
      return inside === '.' ? files : files.filter(({ path }) => path.startsWith(`${inside}/`));
    },
    read: (side, files) => sides[side].read(files),
  };
}

async function rootOf(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true) {
    throw usageProblem('unknown-folder', `There is no folder ${folder}.`, 'Name a folder of a git checkout.');
  }
  const root = await askGitLine(folder, ['rev-parse', '--show-toplevel']);
  return realpath(root ?? folder);
}

async function presentCommit(root: string): Promise<string> {
  const found = await findCommit(root, 'HEAD');
  if (found !== null) return found.hash;
  throw usageProblem(
    'no-commits',
    `The repository ${root} has no commits yet, so there is nothing to compare with.`,
    'Commit what is shipped, or say which migrations are shipped: --since <version>.',
  );
}

function commitSnapshot(root: string, commit: string): Snapshot {
  let listing: Promise<readonly RepositoryFile[]> | null = null;
  return {
    files: () => (listing ??= commitFiles(root, commit)),
    read: async (files) => {
      const contents = await readBlobs(
        root,
        files.map(({ id }) => id),
      );
      return files.flatMap(({ id }) => contents.get(id) ?? []);
    },
  };
}

function workingTreeSnapshot(root: string): Snapshot {
  let listing: Promise<ReadonlyMap<string, WorkingTreeFile>> | null = null;
  const tree = (): Promise<ReadonlyMap<string, WorkingTreeFile>> => (listing ??= workingTreeFiles(root));
  return {
    files: async () => {
      const files = [...(await tree()).values()].map(({ path, blob, leadsTo }) => ({
        path,
        id: blob ?? `disk:${leadsTo ?? path}`,
        ...(leadsTo === undefined ? {} : { leadsTo }),
      }));
      return files.sort((left, right) => compareText(left.path, right.path));
    },
    read: async (files) => {
      const known = await tree();
      const blobs = files.flatMap(({ path }) => known.get(path)?.blob ?? []);
      const contents = await readBlobs(root, blobs);
      const read: Uint8Array[] = [];
      for (const { path, id } of files) {
        const bytes = known.get(path)?.bytes ?? Buffer.from(path);
        read.push(contents.get(id) ?? (await readInside(root, bytes)));
      }
      return read;
    },
  };
}
