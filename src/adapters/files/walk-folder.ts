import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

import type { RepositoryFile } from '../../model/ports.ts';
import { usageProblem } from '../../model/problem.ts';
import { codeOf, reasonOf } from './file-error.ts';

/** Folders that hold other people's files or none that a person writes. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** A file below a folder; `leadsTo` is as {@link RepositoryFile} has it. */
export type FoundFile = Pick<RepositoryFile, 'path' | 'leadsTo'>;

interface Place {
  readonly place: string;
  readonly isFolder: boolean;
}

interface Waiting {
  readonly folder: string;
  /** Its place on the disk, where links led, and those of the folders around it. */
  readonly chain: readonly string[];
}

/**
 * All files below a folder, paths relative to `root`, with forward slashes. A link to a folder below the root is
 * entered, unless it holds the link; `.git` and `node_modules` are left out.
 *
 * @param root absolute path with its own links followed.
 */
export async function walkFolder(root: string, folder: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const start = await realpath(join(root, folder)).catch(() => '');
  const waiting: Waiting[] = isAround(root, start) ? [{ folder, chain: [start] }] : [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { chain } = next;
    for (const entry of await entriesOf(root, next.folder)) {
      const path = next.folder === '.' ? entry.name : `${next.folder}/${entry.name}`;
      const place = join(chain.at(-1) ?? root, entry.name);
      const led = entry.isSymbolicLink()
        ? await placeOf(root, place)
        : { place, isFolder: entry.isDirectory() };
      if (led === null || isCircle(led, chain)) found.push({ path, leadsTo: null });
      else if (!led.isFolder) found.push(plainOrLinked(root, path, led.place));
      else if (!LEFT_OUT.has(entry.name)) waiting.push({ folder: path, chain: [...chain, led.place] });
    }
  }
  return found;
}

/** A folder that holds the one through which it is reached. */
function isCircle({ place, isFolder }: Place, chain: readonly string[]): boolean {
  return isFolder && chain.some((around) => isAround(place, around));
}

function plainOrLinked(root: string, path: string, place: string): FoundFile {
  const leadsTo = relative(root, place).split(sep).join('/');
  return leadsTo === path ? { path } : { path, leadsTo };
}

/** Where a link leads below the root; null when that is elsewhere, nowhere, or in a folder that is left out. */
async function placeOf(root: string, link: string): Promise<Place | null> {
  const place = await realpath(link).catch(() => null);
  if (place === null || !isAround(root, place)) return null;
  if (
    relative(root, place)
      .split(sep)
      .some((part) => LEFT_OUT.has(part))
  )
    return null;
  const found = await stat(place);
  return { place, isFolder: found.isDirectory() };
}

function isAround(outer: string, path: string): boolean {
  return path === outer || path.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

async function entriesOf(root: string, folder: string): Promise<Dirent[]> {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return [];
    throw usageProblem(
      'unreadable-folder',
      `${folder} cannot be listed: ${reasonOf(error)}.`,
      'Check the permissions of the folder.',
    );
  }
}
