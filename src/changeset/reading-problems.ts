import { nearest } from '../lib/nearest.ts';
import type { RepositoryFile } from '../model/ports.ts';
import { usageProblem, type Problem } from '../model/problem.ts';
import { DIALECT_NAME } from '../model/project.ts';
import type { DialectAnswer } from './decide-dialect.ts';
import { folderOf, sqlStem } from './path-parts.ts';

const NAMES =
  '0001_name.sql, 20260101120000_name.up.sql, V1__name.sql, 0001_name/migration.sql or v1.0/name.sql';

/** A folder that a person named holds no files, or none that is a migration. */
export function nothingFound(
  folder: string,
  files: readonly RepositoryFile[],
  all: readonly string[],
): Problem {
  if (files.length === 0) {
    const close = nearest(folder, all);
    return usageProblem(
      'unknown-folder',
      `There are no files in ${folder}.`,
      close === null
        ? 'Name the folder that holds the migrations, relative to the repository root.'
        : `Did you mean ${close}?`,
    );
  }
  const strays = files.filter(({ path }) => sqlStem(path) !== null).map(({ path }) => path);
  const seen = strays.length === 0 ? 'It holds no SQL files.' : `Not migrations by name: ${some(strays)}.`;
  return usageProblem(
    'no-migrations',
    `No migrations found in ${folder}.`,
    `${seen} Names look like ${NAMES}.`,
  );
}

/** Every folder of these files. */
export function foldersOf(files: readonly RepositoryFile[]): string[] {
  return [...new Set(files.map(({ path }) => folderOf(path)))];
}

/** A named folder is in a dialect that cannot be reviewed yet. */
export function dialectNotAvailable(folder: string, { dialect, reason }: DialectAnswer): Problem {
  const title = DIALECT_NAME[dialect];
  return usageProblem(
    'dialect-not-available',
    `${folder} holds ${title} migrations (${reason}), and ${title} cannot be reviewed yet.`,
    'If they are PostgreSQL migrations, say so: --dialect postgres, or dialect: postgres for this project in .holdpoint.yml.',
  );
}

function some(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}
