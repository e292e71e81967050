import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

import { usageProblem } from '../../model/problem.ts';

/**
 * A folder as given on the command line, relative to the repository root with forward slashes; `.` for the root.
 * Links on the way are followed, so that `/tmp` and `/private/tmp` are the same place.
 *
 * @throws Problem `folder-outside` when it lies elsewhere.
 */
export function folderInside(root: string, workingFolder: string, folder: string): string {
  const inside = relative(real(root), real(resolve(workingFolder, folder)));
  if (inside === '') return '.';
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw usageProblem(
      'folder-outside',
      `${folder} lies outside of ${root}.`,
      'Name a folder of this repository, or start holdpoint in the repository that holds it.',
    );
  }
  return inside.split(sep).join('/');
}

/** The path with its links followed as far as it exists. */
function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = resolve(path, '..');
    return parent === path ? path : join(real(parent), relative(parent, path));
  }
}
