import { code } from '../lib/code.ts';
import type { RepositoryFile } from '../model/ports.ts';
import type { Notice } from '../model/project.ts';
import type { Listing } from './candidate.ts';
import { folderOf, isBelow, sqlStem } from './path-parts.ts';
import { isTelling } from './telling-names.ts';

/** Links of which nobody knows what they stand for, at head, with whether the change brings or edits them. */
export interface BrokenLink {
  readonly path: string;
  readonly isChanged: boolean;
}

/** Takes links that lead out of the repository or nowhere out of a listing: what they hold is no SQL. */
export function withoutBrokenLinks(listing: Listing): { listing: Listing; broken: readonly BrokenLink[] } {
  const known = new Map(listing.base.map(({ path, id }) => [path, id]));
  const broken = listing.head
    .filter(isBroken)
    .map(({ path, id }) => ({ path, isChanged: known.get(path) !== id }));
  const whole = (files: readonly RepositoryFile[]): RepositoryFile[] =>
    files.filter((file) => !isBroken(file));
  return { listing: { ...listing, base: whole(listing.base), head: whole(listing.head) }, broken };
}

/**
 * Tells of links that may stand for migrations: those that the change brings, where names say so or a person named the
 * folder, and all that stand in a folder under review.
 */
export function brokenLinkNotices(
  broken: readonly BrokenLink[],
  { named, folders }: { readonly named: boolean; readonly folders: readonly string[] },
): Notice[] {
  const inReview = ({ path }: BrokenLink): boolean => folders.some((folder) => isBelow(path, folder));
  return broken
    .filter((link) => inReview(link) || (link.isChanged && (named || looksMeant(link.path))))
    .map(({ path }) => ({
      path,
      text: `${code(path)} is a link that leads out of the repository, nowhere or to itself: what it stands for is not read.`,
      next: `Put the files in the place of the link ${code(path)}, or let it lead to files of this repository.`,
    }));
}

function isBroken({ leadsTo }: RepositoryFile): boolean {
  return leadsTo === null;
}

function looksMeant(path: string): boolean {
  return (
    sqlStem(path) !== null || [...folderOf(path).split('/'), path.split('/').at(-1) ?? ''].some(isTelling)
  );
}
