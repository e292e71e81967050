import { linkedFiles } from '../files/linked-files.ts';
import { readLinks } from '../files/read-links.ts';
import { askGit } from './ask-git.ts';

/** A file of the working tree: unchanged ones stand for their blob, the others are read from the disk. */
export interface WorkingTreeFile {
  readonly path: string;
  /** The path as bytes, since file names need not be UTF-8. */
  readonly bytes: Buffer;
  /** Hash of the blob when the file is unchanged since it was staged. */
  readonly blob: string | null;
  /** As files of a repository have it; absent for a plain file. */
  readonly leadsTo?: string | null;
}

const REGULAR = '100';

/**
 * Tracked and untracked files that are not ignored, as they are on the disk now, by path.
 * Files that were deleted from the disk are left out, whether or not the deletion is staged. A link stands for what it
 * leads to among these files.
 */
export async function workingTreeFiles(root: string): Promise<Map<string, WorkingTreeFile>> {
  const [staged, differing] = await Promise.all([
    askGit(root, ['ls-files', '-z', '--stage']),
    askGit(root, ['ls-files', '-z', '-t', '--deleted', '--modified', '--others', '--exclude-standard']),
  ]);
  const files = new Map<string, WorkingTreeFile>();
  for (const { words, name } of records(staged, '\t')) {
    const [mode = '', blob = '', stage] = words.split(' ');
    const plain = stage === '0' && mode.startsWith(REGULAR);
    if (mode !== '160000') add(files, name, plain ? blob : null);
  }
  for (const { words, name } of records(differing, ' ')) {
    if (words !== 'R' && name.at(-1) !== 0x2f) add(files, name, null);
  }
  for (const { words, name } of records(differing, ' ')) if (words === 'R') files.delete(name.toString());
  return withLinks(root, files);
}

/** Only what git does not keep as a plain file can be a link. */
async function withLinks(
  root: string,
  files: ReadonlyMap<string, WorkingTreeFile>,
): Promise<Map<string, WorkingTreeFile>> {
  const asked = [...files.values()].filter(({ blob }) => blob === null);
  const links = await readLinks(root, asked);
  const all = new Map([...files].filter(([path]) => !links.has(path)));
  for (const { path, leadsTo } of linkedFiles([...all.keys()], links)) {
    const target = files.get(leadsTo ?? path) ?? { bytes: Buffer.from(path), blob: null };
    all.set(path, { path, bytes: target.bytes, blob: target.blob, leadsTo });
  }
  return all;
}

function add(files: Map<string, WorkingTreeFile>, bytes: Buffer, blob: string | null): void {
  const path = bytes.toString();
  files.set(path, { path, bytes, blob });
}

interface Listed {
  readonly words: string;
  readonly name: Buffer;
}

/** `<words><separator><path>`, ended by NUL. */
function* records(output: Buffer, separator: string): Generator<Listed> {
  for (let start = 0; start < output.length;) {
    const end = output.indexOf(0, start);
    const record = output.subarray(start, end === -1 ? output.length : end);
    const at = record.indexOf(separator);
    if (at !== -1) yield { words: record.subarray(0, at).toString(), name: record.subarray(at + 1) };
    start = end === -1 ? output.length : end + 1;
  }
}
