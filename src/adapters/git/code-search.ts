import type { CodeSearch, FoundCode, FoundFile, Sought } from '../../model/code-ports.ts';
import { readInside } from '../files/read-inside.ts';
import { readAtCommit } from './read-at-commit.ts';
import { runGit } from './run-git.ts';

/** More files than anybody reads, and a file longer than anybody writes. */
const MOST_FILES = 2000;
const LONGEST = 1_000_000;

/** Searches a commit, or with null the files on the disk that git does not ignore. */
export function gitCodeSearch(root: string, commit: string | null): CodeSearch {
  return { expected: true, search: (sought) => searchWithGit(root, commit, sought) };
}

/** One `git grep` for all the words, then the files that hold one of them, in one process; with `paths`, only in those. */
export async function searchWithGit(
  root: string,
  commit: string | null,
  { words, except }: Sought,
  paths: readonly string[] = [],
): Promise<FoundCode> {
  if (words.length === 0) return { unsearched: null, files: [] };
  const args = [
    ...['grep', '-l', '-z', '-I', '-F', '-w', '--no-color', '--no-recurse-submodules'],
    ...(commit === null ? ['--untracked'] : []),
    ...words.flatMap((word) => ['-e', word]),
    ...(commit === null ? [] : [commit]),
    ...['--', ...(paths.length === 0 ? ['.'] : paths.map((path) => `:(literal)${path}`))],
    ...except.map((folder) => `:(exclude,glob)**/${folder}/**`),
  ];
  const { code, output, complaint } = await runGit(root, args, undefined, 'magic');
  // Nothing found is 1.
  if (code > 1) return { unsearched: `git grep failed: ${complaint.trim().split('\n')[0] ?? ''}`, files: [] };
  const holding = pathsIn(output.toString(), commit);
  if (holding.length > MOST_FILES) return tooMany(holding.length);
  const read = commit === null ? await readOnDisk(root, holding) : await readAtCommit(root, commit, holding);
  const files = read.filter(({ text }) => text.length <= LONGEST);
  return { unsearched: null, files };
}

function pathsIn(output: string, commit: string | null): string[] {
  const found = output.split('\0').filter(Boolean);
  const prefix = commit === null ? 0 : commit.length + 1;
  return found.map((path) => path.slice(prefix)).sort();
}

function tooMany(count: number): FoundCode {
  const unsearched = `${count} files hold one of the names, which is more than the ${MOST_FILES} that are looked through.`;
  return { unsearched, files: [] };
}

/** A file that cannot be read, or whose name is no text, is left out. */
async function readOnDisk(root: string, paths: readonly string[]): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  for (const path of paths) {
    const bytes = await readInside(root, Buffer.from(path)).catch(() => null);
    if (bytes !== null) files.push({ path, text: Buffer.from(bytes).toString() });
  }
  return files;
}
