import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { usageProblem } from '../../model/problem.ts';
import { codeOf, reasonOf } from './file-error.ts';

/** Folders that hold other people's files or none that a person writes. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

/**
 * Paths of all files and links below a folder, relative to `root`, with forward slashes. Linked folders are not
 * entered; `.git` and `node_modules` are left out.
 */
export async function walkFolder(root: string, folder: string): Promise<string[]> {
  const found: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await entriesOf(root, next)) {
      const path = next === '.' ? entry.name : `${next}/${entry.name}`;
      if (!entry.isDirectory()) found.push(path);
      else if (!LEFT_OUT.has(entry.name)) waiting.push(path);
    }
  }
  return found;
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
