import { readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { openFolder, type LocalRepository } from '../adapters/files/open-folder.ts';
import { openGitRepository } from '../adapters/git/open-git-repository.ts';
import type { ReadFile } from '../config/load-configuration.ts';
import type { Repository } from '../model/ports.ts';
import { usageProblem } from '../model/problem.ts';

/** Where the migrations are: the repository, and the named folders relative to its root. */
export interface Location {
  readonly repository: Repository;
  readonly root: string;
  readonly folders: readonly string[];
  readonly readFile: ReadFile;
}

export interface LocateOptions {
  readonly base: string | null;
  readonly git: boolean;
  readonly settings: { readonly since?: string };
}

/**
 * Opens the git checkout that holds the folders; with `--since` or `--no-git`, the plain folder. Throws a usage
 * `Problem` when a folder is not there or outside of it.
 */
export async function locate(folders: readonly string[], options: LocateOptions): Promise<Location> {
  const [first = '.'] = folders;
  const since = options.settings.since ?? null;
  const plain = !options.git || since !== null;
  const repository: LocalRepository = plain
    ? await openFolder({ folder: await plainRoot(folders), since })
    : await openGitRepository({ folder: first, base: options.base });
  const { root } = repository;
  const inside: string[] = [];
  for (const folder of folders) inside.push(await folderInside(root, folder));
  return { repository, root, folders: inside, readFile: (path) => readIfThere(join(root, path)) };
}

/** The working folder when it holds all named ones, else the named one. */
async function plainRoot(folders: readonly string[]): Promise<string> {
  const here = await realpath('.');
  const [first] = folders;
  const outside = folders.some((folder) => relative(here, resolve(folder)).startsWith('..'));
  return outside && first !== undefined ? first : here;
}

async function folderInside(root: string, folder: string): Promise<string> {
  const path = await realpath(folder).catch(() => {
    throw usageProblem(
      'unknown-folder',
      `There is no folder ${folder}.`,
      'Name the folder that holds the migrations.',
    );
  });
  const inside = relative(root, path);
  if (inside.startsWith('..') || isAbsolute(inside)) {
    throw usageProblem('outside', `${folder} is outside of ${root}.`, 'Review one repository at a time.');
  }
  return inside === '' ? '.' : inside.split(sep).join('/');
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    const why = error instanceof Error ? error.message : String(error);
    throw usageProblem(
      'unreadable-file',
      `${path} cannot be read: ${why}.`,
      'Make it readable, or move it away.',
    );
  }
}
