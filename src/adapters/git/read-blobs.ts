import { internalProblem } from '../../model/problem.ts';
import { askGit } from './ask-git.ts';

/**
 * Contents of many blobs by their hash, in one process.
 *
 * @throws Problem `missing-blob` when the clone does not have one of them.
 */
export async function readBlobs(root: string, hashes: readonly string[]): Promise<Map<string, Uint8Array>> {
  const wanted = [...new Set(hashes)];
  const contents = new Map<string, Uint8Array>();
  if (wanted.length === 0) return contents;
  const output = await askGit(root, ['cat-file', '--batch'], wanted.map((hash) => `${hash}\n`).join(''));
  let at = 0;
  for (const hash of wanted) {
    const line = output.indexOf(0x0a, at);
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(output.toString('latin1', at, line)) ?? [];
    if (line === -1 || size === undefined) throw missingBlob(hash);
    contents.set(hash, output.subarray(line + 1, line + 1 + Number(size)));
    at = line + 1 + Number(size) + 1;
  }
  return contents;
}

function missingBlob(hash: string): Error {
  return internalProblem(
    'missing-blob',
    `The clone has no content for ${hash}.`,
    'Fetch it again without a filter, and run git fsck to see whether the clone is damaged.',
  );
}
