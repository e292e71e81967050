import { code } from '../lib/code.ts';
import type { RepositoryFile } from '../model/ports.ts';
import { readFileName } from './file-name.ts';
import type { Landmarks } from './frameworks/landmarks.ts';
import { placeIn, type Shape } from './frameworks/shapes.ts';
import { baseName, folderOf, sqlStem } from './path-parts.ts';

export interface OddSearch {
  readonly folder: string;
  readonly shape: Shape;
  /** `everywhere` when a pattern chose the files, `layout` when only the layout's own folders count. */
  readonly within: 'everywhere' | 'layout';
  /** Paths that are read as migrations. */
  readonly known: readonly string[];
  readonly landmarks: Landmarks;
}

/** Languages in which frameworks let people write migrations. */
const CODE = /^(.+)\.(?:go|[cm]?[jt]s|py|rb|php|java|kt|scala|cs|exs?|rs|pl|sh)$/i;

/** Files that stand among the migrations, look meant for them, and are none: wrong names, other languages. */
export function oddFiles(
  files: readonly RepositoryFile[],
  { folder, shape, within, known, landmarks }: OddSearch,
): RepositoryFile[] {
  const read = new Set(known);
  return files.filter(({ path }) => {
    if (read.has(path) || (within === 'layout' && !isAmong(path, { folder, shape, landmarks }))) return false;
    return sqlStem(path) !== null || isCodeMigration(path);
  });
}

/** Why an odd file is not read, for people. */
export function whyOdd(path: string): string {
  if (isCodeMigration(path)) return `${code(path)} looks like a migration that is not SQL; it is not read.`;
  return `${code(path)} is not named like the other migrations, so it is not read.`;
}

function isAmong(
  path: string,
  { folder, shape, landmarks }: Pick<OddSearch, 'folder' | 'shape' | 'landmarks'>,
): boolean {
  const own = folderOf(path);
  if (shape === 'changelog' && landmarks.changelogs.length === 0) return false;
  if (own === folder) return true;
  if (shape === 'structure') return own === `${folder}/migrate`;
  if (shape === 'flat' || shape === 'plan') return false;
  const asMigration = shape === 'folders' ? `${own}/up.sql` : `${own}/any.sql`;
  return placeIn(shape, asMigration, landmarks)?.folder === folder;
}

function isCodeMigration(path: string): boolean {
  const stem = CODE.exec(baseName(path))?.[1];
  return stem !== undefined && readFileName(stem) !== null;
}
