import type { Repository, RepositoryFile, Side } from '../model/ports.ts';
import type { Listing } from './candidate.ts';
import { decodeSql } from './decode-sql.ts';
import { isFormattedSql } from './frameworks/formatted-sql.ts';
import { landmarksOf } from './frameworks/landmarks.ts';
import { placeIn, SHAPES } from './frameworks/shapes.ts';
import type { Search } from './find-candidates.ts';
import { ignoredPart } from './ignored-folders.ts';
import { folderOf, sqlStem } from './path-parts.ts';

/**
 * Paths of files that no name makes migrations and whose first line does: formatted SQL of Liquibase. Only when the
 * change touches one of them are the others read, so that the history is whole.
 */
export async function formattedFiles(
  repository: Repository,
  listing: Listing,
  search: Search,
): Promise<readonly string[]> {
  if (!search.shapes.includes('changelog')) return [];
  const landmarks = landmarksOf([...listing.base, ...listing.head], search);
  const isAsked = ({ path }: RepositoryFile): boolean =>
    sqlStem(path) !== null &&
    ignoredPart(folderOf(path), search.folder) === null &&
    SHAPES.every((shape) => placeIn(shape, path, landmarks) === null);
  const asked = { base: listing.base.filter(isAsked), head: listing.head.filter(isAsked) };
  const touched = {
    base: without(asked.base, asked.head),
    head: without(asked.head, asked.base),
  };
  if ((await formattedOf(repository, touched)).length === 0) return [];
  return formattedOf(repository, asked);
}

function without(files: readonly RepositoryFile[], others: readonly RepositoryFile[]): RepositoryFile[] {
  const known = new Map(others.map(({ path, id }) => [path, id]));
  return files.filter(({ path, id }) => known.get(path) !== id);
}

async function formattedOf(
  repository: Repository,
  files: Readonly<Record<Side, readonly RepositoryFile[]>>,
): Promise<string[]> {
  const found: string[] = [];
  for (const side of ['base', 'head'] as const) {
    const contents = await repository.read(side, files[side]);
    files[side].forEach(({ path }, index) => {
      const bytes = contents[index];
      if (bytes !== undefined && isFormattedSql(decodeSql(bytes).text)) found.push(path);
    });
  }
  return [...new Set(found)];
}
