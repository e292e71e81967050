import { matchesPattern } from '../lib/wildcard.ts';
import { compareText } from '../lib/version-order.ts';
import type { LayoutId } from '../model/layout.ts';
import type { RepositoryFile } from '../model/ports.ts';
import type { Candidate, Listing, PlacedFile, SideFiles } from './candidate.ts';
import { landmarksOf, type Landmarks } from './frameworks/landmarks.ts';
import { isClueFor, isManifest } from './frameworks/manifests.ts';
import { placeIn, SHAPES, type Shape } from './frameworks/shapes.ts';
import { oddFiles } from './odd-files.ts';
import { below, folderOf, isBelow } from './path-parts.ts';

export interface Search {
  readonly folder: string;
  /** Shapes that the layout allows. */
  readonly shapes: readonly Shape[];
  /** The layout that a person named; null leaves it to detection. */
  readonly layout: LayoutId | null;
  /** Takes all files that match for one project, however deep they stand; null goes by folders. */
  readonly pattern: string | null;
}

/** Folders at or below the one searched that hold migrations by their names, sorted; `formatted` are such by their text. */
export function findCandidates(
  listing: Listing,
  search: Search,
  formatted: readonly string[] = [],
): Candidate[] {
  const landmarks = landmarksOf([...listing.base, ...listing.head], search, formatted);
  const base = placeAll(listing.base, search, landmarks);
  const head = placeAll(listing.head, search, landmarks);
  const folders = [...new Set([...base.keys(), ...head.keys()])].sort(compareText);
  return folders.map((folder) => ({
    folder,
    sides: {
      base: sideOf(listing.base, {
        around: listing.around.base,
        search,
        landmarks,
        folder,
        placed: base.get(folder) ?? [],
      }),
      head: sideOf(listing.head, {
        around: listing.around.head,
        search,
        landmarks,
        folder,
        placed: head.get(folder) ?? [],
      }),
    },
  }));
}

interface ShapedFile extends PlacedFile {
  readonly shape: Shape;
}

/** Migrations by project folder. */
function placeAll(
  files: readonly RepositoryFile[],
  search: Search,
  landmarks: Landmarks,
): Map<string, ShapedFile[]> {
  const folders = new Map<string, ShapedFile[]>();
  for (const file of files) {
    const placed = isSearched(file.path, search) ? placeOf(file, search, landmarks) : null;
    if (placed === null) continue;
    const group = folders.get(placed.place.folder);
    if (group === undefined) folders.set(placed.place.folder, [placed]);
    else group.push(placed);
  }
  return folders;
}

function isSearched(path: string, { folder, pattern }: Search): boolean {
  return isBelow(path, folder) && (pattern === null || matchesPattern(below(path, folder), pattern));
}

function placeOf(
  file: RepositoryFile,
  { folder, shapes, pattern }: Search,
  landmarks: Landmarks,
): ShapedFile | null {
  for (const shape of SHAPES) {
    const place = shapes.includes(shape) ? placeIn(shape, file.path, landmarks) : null;
    if (place === null || !isInside(place.folder, folder)) continue;
    return { file, shape, place: pattern === null ? place : { ...place, folder } };
  }
  return null;
}

function isInside(folder: string, searched: string): boolean {
  return folder === searched || isBelow(folder, searched);
}

interface SideSearch {
  readonly search: Search;
  readonly landmarks: Landmarks;
  readonly around: readonly RepositoryFile[];
  readonly folder: string;
  readonly placed: readonly ShapedFile[];
}

function sideOf(
  files: readonly RepositoryFile[],
  { search, landmarks, around, folder, placed }: SideSearch,
): SideFiles {
  const shape = commonest(placed);
  const own = placed.filter((file) => file.shape === shape);
  const within = search.pattern === null ? 'layout' : 'everywhere';
  const known = own.map(({ file }) => file.path);
  const near = files.filter(({ path }) => isNear(path, folder, search));
  const beside = search.pattern === null ? near : files.filter(({ path }) => isBelow(path, folder));
  return {
    shape,
    placed: own,
    manifests: beside.filter(({ path }) => isManifest(path)),
    clues: [...around, ...files].filter(({ path }) => isClueFor(folder, path)),
    odd: shape === null ? [] : oddFiles(near, { folder, shape, within, known, landmarks }),
  };
}

/** In the project folder or in one of its folders: deeper files belong to somebody else. */
function isNear(path: string, folder: string, search: Search): boolean {
  if (search.pattern !== null) return isSearched(path, search);
  const own = folderOf(path);
  return own === folder || (own !== '.' && folderOf(own) === folder);
}

function commonest(placed: readonly ShapedFile[]): Shape | null {
  const counted = SHAPES.map((shape) => ({
    shape,
    files: placed.filter((file) => file.shape === shape).length,
  }));
  const [best] = counted.sort((left, right) => right.files - left.files);
  return best === undefined || best.files === 0 ? null : best.shape;
}
