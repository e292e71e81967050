import type { Contract } from '../../model/contract.ts';
import type { CodeSearch, FoundFile } from '../../model/code-ports.ts';
import type { Repository, RepositoryFile } from '../../model/ports.ts';
import type { CodeReference, ReferenceSearch } from '../../model/surroundings.ts';
import { compareText } from '../../lib/version-order.ts';
import { componentOf, type Components } from './components.ts';
import { isLeftOut, LEFT_OUT_FOLDERS } from './left-out.ts';
import { referencesIn, type Found } from './references-in.ts';
import { wordsOf, type Wanted } from './wanted.ts';

/** How code is looked at, whatever the side. */
export interface Lens {
  readonly wanted: readonly Wanted[];
  readonly components: Components;
  /** Files that are reviewed as migrations. */
  readonly migrations: ReadonlySet<string>;
}

/** Most lines kept of one object on one side; the sure ones first. */
const MOST = 200;
/** Most files that differ between the sides and are read for it. */
const MOST_CHANGED = 2000;

/** Searches the head, and of the base the files that the change edits or deletes. */
export async function searchCode(
  repository: Repository,
  code: CodeSearch,
  lens: Lens,
): Promise<ReferenceSearch> {
  const sought = { words: wordsOf(lens.wanted), except: LEFT_OUT_FOLDERS };
  const { unsearched, files } = await code.search(sought);
  const { expected, inClone } = code;
  if (unsearched !== null)
    return {
      ...{ unsearched, expected, references: [], files: 0 },
      ...(inClone === undefined ? {} : { inClone }),
    };
  const [base, head] = await Promise.all([repository.list('base', '.'), repository.list('head', '.')]);
  const atHead = lookAt(files, lens);
  const ids = new Map(head.map(({ path, id }) => [path, id]));
  const changed = base.filter(({ path, id }) => ids.get(path) !== id && !isLeftOut(path, lens.migrations));
  const unchanged = new Set(base.filter(({ path, id }) => ids.get(path) === id).map(({ path }) => path));
  const before = lookAt(await textsOf(repository, changed.slice(0, MOST_CHANGED)), lens);
  const atBase = [...atHead.filter(({ path }) => unchanged.has(path)), ...before].sort(inOrder);
  return {
    unsearched: null,
    expected,
    references: [
      ...kept(atHead).map((found): CodeReference => ({ ...found, side: 'head' })),
      ...kept(atBase).map((found): CodeReference => ({ ...found, side: 'base' })),
    ],
    files: head.filter(({ path }) => !isLeftOut(path, lens.migrations)).length,
  };
}

/** Everything in these files that names a wanted object, in order. */
export function lookAt(files: readonly FoundFile[], { wanted, components, migrations }: Lens): Found[] {
  return files
    .filter(({ path }) => !isLeftOut(path, migrations))
    .flatMap((file) => {
      const component = componentOf(file.path, components);
      return wanted.flatMap((each) => referencesIn(file, each, component));
    })
    .sort(inOrder);
}

async function textsOf(repository: Repository, files: readonly RepositoryFile[]): Promise<FoundFile[]> {
  const contents = files.length === 0 ? [] : await repository.read('base', files);
  return files.map(({ path }, index) => ({ path, text: new TextDecoder().decode(contents[index]) }));
}

function kept(found: readonly Found[]): Found[] {
  const objects = [...new Set(found.map(({ object }) => object))];
  return objects.flatMap((object) => found.filter((each) => each.object === object).slice(0, MOST));
}

function inOrder(left: Found, right: Found): number {
  return (
    compareText(left.object, right.object) ||
    compareText(right.certainty, left.certainty) ||
    compareText(left.path, right.path) ||
    left.line - right.line
  );
}

/** True when the object of a contract is surely used in what was found. */
export function isUsed(found: readonly Found[], { object }: Contract): boolean {
  return found.some((each) => each.object === object && each.certainty === 'sure');
}
