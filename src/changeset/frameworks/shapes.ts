import { readFileName, splitDirection } from '../file-name.ts';
import { baseName, folderOf, sqlStem } from '../path-parts.ts';
import type { Place } from '../sql-file.ts';

/** How folders and file names make migrations; several frameworks share one. */
export type Shape = 'flat' | 'folders' | 'version-folders';

/** The surest first: a path belongs to the first shape that has a place for it. */
export const SHAPES: readonly Shape[] = ['version-folders', 'folders', 'flat'];

const VERSION_FOLDER = /^v(\d+(?:\.\d+)+)$/i;
const FOLDER_FILES: ReadonlyMap<string, 'up' | 'down'> = new Map([
  ['migration', 'up'],
  ['up', 'up'],
  ['down', 'down'],
]);

/** Where a path stands in a shape; null when it is none of its migrations. */
export function placeIn(shape: Shape, path: string): Place | null {
  const stem = sqlStem(path);
  if (stem === null) return null;
  switch (shape) {
    case 'version-folders':
      return inVersionFolder(path, stem);
    case 'folders':
      return inOwnFolder(path, stem);
    case 'flat':
      return inFlatFolder(path, stem);
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

/** `v1.10/add_column.sql`. */
function inVersionFolder(path: string, stem: string): Place | null {
  const own = folderOf(path);
  const version = VERSION_FOLDER.exec(baseName(own))?.[1];
  if (version === undefined) return null;
  const [name, direction] = splitDirection(stem);
  const directed = direction !== null;
  return { folder: folderOf(own), version, name, direction: direction ?? 'up', directed, only: null };
}
