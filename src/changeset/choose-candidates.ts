import { code } from '../lib/code.ts';
import type { Repository, RepositoryFile, Side } from '../model/ports.ts';
import type { Notice } from '../model/project.ts';
import { isTouched, type Candidate, type Listing } from './candidate.ts';
import type { ChangeRequest } from './change-request.ts';
import { factsFor } from './facts-for.ts';
import { brokenLinkNotices, withoutBrokenLinks } from './broken-links.ts';
import { codeMigrationNotices } from './code-migrations.ts';
import { findCandidates, type Search } from './find-candidates.ts';
import { formattedFiles } from './formatted-files.ts';
import { isClueFor } from './frameworks/manifests.ts';
import { ignoredPart } from './ignored-folders.ts';
import { isReadIn, withoutDoubles } from './linked-doubles.ts';
import { looksLikeProject } from './looks-like-project.ts';
import { isBelow } from './path-parts.ts';
import { foldersOf, nothingFound } from './reading-problems.ts';
import { shapesOf, type Scope } from './review-scope.ts';

export interface Candidates {
  readonly chosen: readonly Candidate[];
  readonly notices: readonly Notice[];
}

/** The folders of a scope that the change touches; those that are passed over are told. */
export async function candidatesIn(
  repository: Repository,
  request: ChangeRequest,
  scope: Scope,
): Promise<Candidates> {
  const { layout, since } = factsFor(request, scope);
  const { listing, broken } = withoutBrokenLinks(await listingOf(repository, scope.folder, since));
  const search: Search = {
    folder: scope.folder,
    shapes: shapesOf(layout),
    layout,
    pattern: scope.settings?.files ?? null,
  };
  const found = findCandidates(listing, search, await formattedFiles(repository, listing, search));
  const coded = await codeMigrationNotices(repository, listing, { searched: scope.folder, since });
  const named = scope.kind === 'named';
  if (found.length === 0 && named && coded.length === 0 && broken.length === 0) {
    const all = await repository.list('head', '.');
    throw nothingFound(scope.folder, [...listing.base, ...listing.head], foldersOf(all));
  }
  const touched = found.filter((candidate) => since !== null || isTouched(candidate));
  const passed = new Map(
    touched.flatMap((candidate) => {
      const notice = passedOver(candidate, scope);
      return notice === null ? [] : [[candidate, notice] as const];
    }),
  );
  const chosen = withoutDoubles(touched.filter((candidate) => !passed.has(candidate)));
  const links = brokenLinkNotices(broken, { named, folders: chosen.map(({ folder }) => folder) });
  const alone = [...passed].filter(([candidate]) => !isReadIn(candidate, chosen));
  return {
    chosen,
    notices: [...alone.map(([, notice]) => notice), ...coded, ...links],
  };
}

async function listingOf(repository: Repository, folder: string, since: string | null): Promise<Listing> {
  const nothing: readonly RepositoryFile[] = [];
  return {
    head: await repository.list('head', folder),
    base: since === null ? await repository.list('base', folder) : nothing,
    around: {
      head: await around(repository, 'head', folder),
      base: since === null ? await around(repository, 'base', folder) : nothing,
    },
  };
}

/** What tells the framework in the folders above the one searched. */
async function around(
  repository: Repository,
  side: Side,
  folder: string,
): Promise<readonly RepositoryFile[]> {
  if (folder === '.') return [];
  const files = await repository.list(side, '.');
  return files.filter(({ path }) => isClueFor(folder, path) && !isBelow(path, folder));
}

/** Why a folder is not read although it holds files named like migrations; null when it is read. */
function passedOver(candidate: Candidate, { folder: searched, kind }: Scope): Notice | null {
  const { folder } = candidate;
  const part = ignoredPart(folder, searched);
  const how = `To review it, name the folder: ${code(`holdpoint review ${folder}`)}.`;
  if (part !== null) {
    return { path: folder, text: `${code(folder)} is passed over, because it lies in ${code(part)}. ${how}` };
  }
  if (kind === 'named' || looksLikeProject(candidate)) return null;
  return {
    path: folder,
    text: `${code(folder)} is passed over: a single file is named like a migration. ${how}`,
  };
}
