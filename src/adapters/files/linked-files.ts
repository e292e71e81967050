import { compareText } from '../../lib/version-order.ts';
import { followLinks } from './follow-links.ts';

/** What a link adds to a tree: the link itself, or one file of the folder that it stands for. */
export interface LinkedFile {
  readonly path: string;
  /** The plain file that it stands for; null when the link leads out of the tree, nowhere, or in a circle of links. */
  readonly leadsTo: string | null;
}

/** A tree that multiplies itself by links is cut off; what is left out is told as a link that leads nowhere. */
const MOST = 20_000;

/**
 * Links as programs see them that follow them: a link to a file is that file, a link to a folder holds its files. A
 * folder that holds the link itself is not entered a second time.
 *
 * @param plain paths of all files that are no links.
 * @param links targets by the paths of the links, as git stores them.
 */
export function linkedFiles(plain: readonly string[], links: ReadonlyMap<string, string>): LinkedFile[] {
  const files = new Set(plain);
  const all = [...plain, ...links.keys()].sort(compareText);
  const found: LinkedFile[] = [];
  const follow = (link: string, path: string, chain: readonly string[]): void => {
    const target = followLinks(link, links);
    if (target !== null && files.has(target)) found.push({ path, leadsTo: target });
    else if (target === null || chain.some((folder) => isAround(target, folder)))
      found.push({ path, leadsTo: null });
    else enter(target, path, [...chain, target]);
  };
  const enter = (folder: string, path: string, chain: readonly string[]): void => {
    const inside = found.length < MOST ? below(all, folder) : [];
    if (inside.length === 0) found.push({ path, leadsTo: null });
    for (const file of inside) {
      const seen = `${path}${file.slice(folder.length)}`;
      if (files.has(file)) found.push({ path: seen, leadsTo: file });
      else follow(file, seen, chain);
    }
  };
  for (const link of links.keys()) follow(link, link, [link]);
  return found;
}

function isAround(outer: string, path: string): boolean {
  return outer === '' || path === outer || path.startsWith(`${outer}/`);
}

/** The sorted paths below a folder, found by halving. */
function below(sorted: readonly string[], folder: string): readonly string[] {
  // `0` is the character after the slash.
  return sorted.slice(firstFrom(sorted, `${folder}/`), firstFrom(sorted, `${folder}0`));
}

function firstFrom(sorted: readonly string[], path: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(sorted[middle] ?? '', path) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
