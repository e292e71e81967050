import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { folderInside } from '../adapters/files/folder-inside.ts';
import { openFolder, type LocalRepository } from '../adapters/files/open-folder.ts';
import { openGitRepository } from '../adapters/git/open-git-repository.ts';
import { usageProblem } from '../model/problem.ts';
import { locatePullRequest } from './locate-pull-request.ts';
import type { Location, LocateOptions } from './location.ts';

/**
 * Opens the git checkout that holds the folders; with `--since` or `--no-git` its files as they are, or a plain
 * folder; with `--github` a pull request. Throws a usage `Problem` when a folder is not there or outside of it.
 */
export async function locate(folders: readonly string[], options: LocateOptions): Promise<Location> {
  if (options.github !== null) return locatePullRequest(options.github, folders, options);
  for (const folder of folders) await requireFolder(folder);
  const { base, git, settings } = options;
  const since = settings.since ?? null;
  if (git && since === null)
    return inside(await openGitRepository({ folder: startOf(folders), base }), folders);
  if (base !== null) throw baseWithoutGit();
  const here = await realpath('.');
  // The code need not be where the named folders are, so that nothing found beside them would say nothing.
  const searched = folders.length === 0;
  const repository = await openFolder({ folder: await plainRoot(here, folders), since, searched });
  return inside(repository, folders.length > 0 || repository.root === here ? folders : ['.']);
}

function inside(repository: LocalRepository, folders: readonly string[]): Location {
  const { root } = repository;
  return { repository, root, folders: folders.map((folder) => folderInside(root, '.', folder)) };
}

/** The first folder, in full where a message would only say `.`. */
function startOf([first = '.']: readonly string[]): string {
  return first === '.' ? resolve(first) : first;
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() === true) return;
  throw usageProblem(
    'unknown-folder',
    found === null ? `There is no folder ${folder}.` : `${folder} is not a folder.`,
    'Name the folder that holds the migrations.',
  );
}

function baseWithoutGit(): Error {
  return usageProblem(
    'base-without-git',
    '--base compares commits, and --since and --no-git take the files as they are.',
    'Leave out one of them.',
  );
}

/** The checkout around the working folder, or that folder itself; the named folder when it lies elsewhere. */
async function plainRoot(here: string, folders: readonly string[]): Promise<string> {
  const root = (await checkoutAround(here)) ?? here;
  for (const folder of folders) {
    const path = await realpath(folder);
    if (path !== root && !path.startsWith(join(root, sep))) return folder;
  }
  return root;
}

/** The nearest folder from here upwards that holds `.git`, so that names and configuration are those of the checkout. */
async function checkoutAround(folder: string): Promise<string | null> {
  if ((await stat(join(folder, '.git')).catch(() => null)) !== null) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : checkoutAround(parent);
}
