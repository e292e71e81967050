import { askGit } from './ask-git.ts';

/** A file of the working tree: unchanged ones stand for their blob, the others are read from the disk. */
export interface WorkingTreeFile {
  readonly path: string;
  /** The path as bytes, since file names need not be UTF-8. */
  readonly bytes: Buffer;
  /** Hash of the blob when the file is unchanged since it was staged. */
  readonly blob: string | null;
}

const REGULAR = '100';

/**
 * Tracked and untracked files that are not ignored, as they are on the disk now, by path.
 * Files that were deleted from the disk are left out, whether or not the deletion is staged.
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
  return files;
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
