import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodeSearch, FoundCode, FoundFile, Sought } from '../../model/code-ports.ts';
import { readInside } from './read-inside.ts';
import { walkFolder } from './walk-folder.ts';

/** What is looked through without an index; a folder with more is no source tree of one service. */
const MOST_FILES = 20_000;
const LONGEST = 1_000_000;

/** Searches the files of a folder, one after the other. */
export function folderCodeSearch(root: string): CodeSearch {
  return { expected: false, inClone: 'holdpoint review', search: (sought) => searchFolder(root, sought) };
}

async function searchFolder(root: string, { words, except }: Sought): Promise<FoundCode> {
  if (words.length === 0) return { unsearched: null, files: [] };
  const folders = new Set(except);
  const paths = (await walkFolder(root, '.'))
    .map(({ path }) => path)
    .filter((path) => !path.split('/').some((part) => folders.has(part)));
  if (paths.length > MOST_FILES)
    return { unsearched: `The folder holds ${paths.length} files, more than are looked through.`, files: [] };
  const files: FoundFile[] = [];
  for (const path of paths.sort()) {
    const text = await textOf(root, path);
    if (text !== null && words.some((word) => text.includes(word))) files.push({ path, text });
  }
  return { unsearched: null, files };
}

/** Null for what is no text, or too long. */
async function textOf(root: string, path: string): Promise<string | null> {
  const found = await lstat(join(root, path)).catch(() => null);
  if (found === null || found.size > LONGEST) return null;
  const bytes = await readInside(root, Buffer.from(path)).catch(() => null);
  if (bytes === null || bytes.includes(0)) return null;
  return Buffer.from(bytes).toString();
}
