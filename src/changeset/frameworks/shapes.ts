import { readFileName, splitDirection } from '../file-name.ts';
import { baseName, below, folderOf, isBelow, sqlStem } from '../path-parts.ts';
import type { Place } from '../sql-file.ts';
import type { Landmarks } from './landmarks.ts';

/** How folders and file names make migrations; several frameworks share one. */
export type Shape = 'flat' | 'folders' | 'version-folders' | 'changelog' | 'plan' | 'structure';

/** The surest first: a path belongs to the first shape that has a place for it. */
export const SHAPES: readonly Shape[] = [
  'plan',
  'structure',
  'changelog',
  'version-folders',
  'folders',
  'flat',
];

const VERSION_FOLDER = /^v(\d+(?:\.\d+)+)$/i;
const FOLDER_FILES: ReadonlyMap<string, 'up' | 'down'> = new Map([
  ['migration', 'up'],
  ['up', 'up'],
  ['down', 'down'],
]);

/** Where a path stands in a shape; null when it is none of its migrations. */
export function placeIn(shape: Shape, path: string, landmarks: Landmarks): Place | null {
  const stem = sqlStem(path);
  if (stem === null) return null;
  switch (shape) {
    case 'version-folders':
      return inVersionFolder(path, stem);
    case 'folders':
      return inOwnFolder(path, stem);
    case 'flat':
      return inFlatFolder(path, stem);
    case 'changelog':
      return belowChangelog(path, landmarks);
    case 'plan':
      return beyondPlan(path, landmarks);
    case 'structure':
      return asStructure(path, stem, landmarks);
  }
}

function inFlatFolder(path: string, stem: string): Place | null {
  const read = readFileName(stem);
  return read === null ? null : { folder: folderOf(path), ...read };
}

/** `20260101_add_users/migration.sql`, `0001_x/up.sql`. */
function inOwnFolder(path: string, stem: string): Place | null {
  const direction = FOLDER_FILES.get(stem.toLowerCase());
  const own = folderOf(path);
  const read = direction === undefined || own === '.' ? null : readFileName(baseName(own));
  if (direction === undefined || read === null) return null;
  return { ...read, folder: folderOf(own), direction, directed: true };
}

/** Any SQL file below the folder of a changelog, `changelog/users.sql`, and any that is one itself. */
function belowChangelog(path: string, { changelogs, formatted }: Landmarks): Place | null {
  const folder = changelogs.find((changelog) => isBelow(path, changelog)) ?? formatted.get(path);
  if (folder === undefined) return null;
  return upward(folder, below(path, folder).slice(0, -'.sql'.length));
}

/** `deploy/users.sql` and `revert/users.sql` below the folder of a plan. */
function beyondPlan(path: string, { plans }: Landmarks): Place | null {
  const folder = plans.find((plan) => isBelow(path, plan));
  const [, script, change] =
    folder === undefined ? [] : (/^(deploy|revert)\/(.+)\.sql$/i.exec(below(path, folder)) ?? []);
  if (folder === undefined || change === undefined) return null;
  const direction = script?.toLowerCase() === 'revert' ? 'down' : 'up';
  return { ...upward(folder, change), direction, directed: true };
}

/** `db/structure.sql`, where migrations in Ruby stand beside it. */
function asStructure(path: string, stem: string, { dumps }: Landmarks): Place | null {
  const folder = folderOf(path);
  return stem === 'structure' && dumps.includes(folder) ? upward(folder, stem) : null;
}

function upward(folder: string, name: string): Place {
  return { folder, version: name, name, direction: 'up', directed: false, only: null };
}

/** `v1.10/add_column.sql`. */
function inVersionFolder(path: string, stem: string): Place | null {
  const own = folderOf(path);
  const version = VERSION_FOLDER.exec(baseName(own))?.[1];
  if (version === undefined) return null;
  const [name, direction] = splitDirection(stem);
  const directed = direction !== null;
  return { folder: folderOf(own), version, name, direction: direction ?? 'up', directed, only: null };
}
