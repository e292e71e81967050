import { readFile } from 'node:fs/promises';
import { codeOf, reasonOf } from '../adapters/files/file-error.ts';
import { usageProblem } from '../model/problem.ts';

/** Bytes of a file; null when there is none. Throws a usage `Problem` when there is one that cannot be read. */
export async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw usageProblem(
      'unreadable-file',
      `${path} cannot be read: ${reasonOf(error)}.`,
      'Make it readable, or move it away.',
    );
  }
}
