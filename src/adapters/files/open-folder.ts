import { realpath, stat } from 'node:fs/promises';

import { compareText } from '../../lib/version-order.ts';
import type { Repository, RepositoryFile } from '../../model/ports.ts';
import { usageProblem } from '../../model/problem.ts';
import { folderCodeSearch } from './folder-code-search.ts';
import { readInside } from './read-inside.ts';
import { requireInside } from './require-inside.ts';
import { walkFolder, type FoundFile } from './walk-folder.ts';

export interface FolderOptions {
  /** Absolute or relative to the working folder. */
  readonly folder: string;
  /** Last version that is history, for the report; reading the changes decides by it. Null: all are new. */
  readonly since: string | null;
  /** Whether the code of the folder is all there is; nothing is searched without it. */
  readonly searched?: boolean;
}

/** A repository whose files stand in a folder. */
export interface LocalRepository extends Repository {
  /** Absolute path of its root, links followed. */
  readonly root: string;
}

/**
 * A plain folder without git: head is every file in it, base is empty.
 *
 * @throws Problem `unknown-folder` when it is not there.
 */
export async function openFolder({
  folder,
  since,
  searched = false,
}: FolderOptions): Promise<LocalRepository> {
  const root = await rootOf(folder);
  return {
    root,
    base: since === null ? 'nothing' : `since ${since}`,
    head: `files in ${folder}`,
    ...(searched ? { code: folderCodeSearch(root) } : {}),
    list: async (side, inside) => {
      requireInside(inside);
      return side === 'base' ? [] : listed(await walkFolder(root, inside));
    },
    read: async (_side, files) => {
      const contents: Uint8Array[] = [];
      for (const { path } of files) {
        requireInside(path);
        contents.push(await readInside(root, Buffer.from(path)));
      }
      return contents;
    },
  };
}

/** There is no other side to compare with, so the path is identity enough. */
function listed(files: readonly FoundFile[]): RepositoryFile[] {
  return files
    .map((file) => ({ ...file, id: `disk:${file.leadsTo ?? file.path}` }))
    .sort((a, b) => compareText(a.path, b.path));
}

async function rootOf(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() === true) return realpath(folder);
  throw usageProblem(
    'unknown-folder',
    found === null ? `There is no folder ${folder}.` : `${folder} is not a folder.`,
    'Name the folder that holds the migrations.',
  );
}
