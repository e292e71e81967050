import { matchesPattern } from '../../lib/wildcard.ts';
import type {
  BranchCommit,
  BranchHistory,
  CodeHistory,
  FoundCode,
  Release,
  Sought,
} from '../../model/code-ports.ts';
import { askGit } from './ask-git.ts';
import { searchWithGit } from './code-search.ts';
import { isShallow } from './resolve-ref.ts';
import { runGit } from './run-git.ts';

/** As far back as is looked. */
const MOST_COMMITS = 5000;

/** The history of the branch that the change goes to, from the base of the change backwards. */
export function gitHistory(root: string, base: string): CodeHistory {
  let branch: Promise<BranchHistory> | null = null;
  return {
    branch: () => (branch ??= branchFrom(root, base)),
    searchAt: (commit, sought) => searchEarlier(root, { commit, base }, sought),
    releases: (pattern, holding) => tags(root, pattern, holding),
    thatHold: (holding, commits) => descendants(root, holding, commits),
  };
}

async function branchFrom(root: string, base: string): Promise<BranchHistory> {
  const args = ['log', '--first-parent', `--max-count=${MOST_COMMITS + 1}`, '--format=%H %ct', base];
  const lines = (await askGit(root, args)).toString().split('\n').filter(Boolean);
  const commits = lines.slice(0, MOST_COMMITS).map((line): BranchCommit => {
    const [hash = '', seconds = '0'] = line.split(' ');
    return { hash, at: dateOf(seconds) };
  });
  if (lines.length > MOST_COMMITS) return { commits, whole: false, hint: null };
  const isCut = await isShallow(root);
  const hint = 'Fetch it: git fetch --unshallow --tags, or fetch-depth: 0 for actions/checkout.';
  return { commits, whole: !isCut, hint: isCut ? hint : null };
}

/** As many as a command line takes; above, the whole commit is searched. */
const MOST_PATHS = 500;

async function searchEarlier(
  root: string,
  { commit, base }: { readonly commit: string; readonly base: string },
  sought: Sought,
): Promise<FoundCode> {
  const args = ['diff', '--name-only', '-z', '--no-renames', '--diff-filter=MDT', commit, base];
  const { code, output } = await runGit(root, args);
  // A clone without all of its trees is no reason to stop.
  if (code !== 0) return { unsearched: `${commit} is not here as a whole.`, files: [] };
  const paths = output.toString().split('\0').filter(Boolean);
  if (paths.length === 0) return { unsearched: null, files: [] };
  return searchWithGit(root, commit, sought, paths.length > MOST_PATHS ? [] : paths);
}

/** https://git-scm.com/docs/git-for-each-ref: the date of an annotated tag is its own, of another its commit's. */
async function tags(root: string, pattern: string, holding: string | null): Promise<Release[]> {
  const format = '--format=%(creatordate:unix) %(refname:strip=2)';
  const contains = holding === null ? [] : [`--contains=${holding}`];
  const output = await askGit(root, [
    'for-each-ref',
    '--sort=-creatordate',
    format,
    ...contains,
    'refs/tags',
  ]);
  return output
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const gap = line.indexOf(' ');
      return { name: line.slice(gap + 1), at: dateOf(line.slice(0, gap)) };
    })
    .filter(({ name }) => matchesPattern(name, pattern));
}

/** https://git-scm.com/docs/git-rev-list#Documentation/git-rev-list.txt---ancestry-pathcommit */
async function descendants(
  root: string,
  holding: string,
  commits: readonly string[],
): Promise<ReadonlySet<string>> {
  const known = commits.filter((commit) => /^[0-9a-f]{40,64}$/.test(commit));
  if (known.length === 0) return new Set();
  const args = ['rev-list', '--ancestry-path', '--ignore-missing', ...known, `^${holding}`];
  const found = new Set((await askGit(root, args)).toString().split('\n'));
  return new Set(known.filter((commit) => commit === holding || found.has(commit)));
}

function dateOf(seconds: string): string {
  return new Date(Number(seconds) * 1000).toISOString();
}
