import { createHash } from 'node:crypto';

import { internalProblem, usageProblem } from '../../model/problem.ts';
import { blobTexts, fitsQuery } from './blob-texts.ts';
import type { Reach } from './git-tree.ts';
import { nameOf } from './place.ts';
import { reading } from './reading-problem.ts';

/** A blob to read, with the path for messages. */
export interface WantedBlob {
  readonly sha: string;
  readonly path: string;
  /** As its tree says. */
  readonly size: number;
}

/** Contents by hash. */
export type BlobReader = (blobs: readonly WantedBlob[]) => Promise<ReadonlyMap<string, Uint8Array>>;

/** https://docs.github.com/rest/git/blobs#get-a-blob */
const LARGEST = 100 * 1024 * 1024;

/**
 * Reads blobs, each once: small ones a hundred at a time, the others and what does not arrive unharmed one by one.
 * Every content is compared with its hash, so that what is reviewed is what the commit holds.
 */
export function blobReader(reach: Reach): BlobReader {
  const known = new Map<string, Uint8Array>();
  return async (blobs) => {
    const wanted = [...new Map(blobs.map((blob) => [blob.sha, blob])).values()];
    const missing = wanted.filter(({ sha }) => !known.has(sha));
    for (const blob of missing) requireReadable(blob);
    for (const [sha, text] of await blobTexts(reach, missing.filter(fitsQuery))) {
      const bytes = Buffer.from(text);
      if (hashOf(bytes) === sha) known.set(sha, bytes);
    }
    const left = missing.filter(({ sha }) => !known.has(sha));
    reach.allowance.require(left.length);
    await Promise.all(left.map(async (blob) => known.set(blob.sha, await readBlob(reach, blob))));
    return new Map(wanted.flatMap(({ sha }) => pair(sha, known.get(sha))));
  };
}

function pair(sha: string, bytes: Uint8Array | undefined): (readonly [string, Uint8Array])[] {
  return bytes === undefined ? [] : [[sha, bytes]];
}

async function readBlob({ client, place, lane, allowance }: Reach, blob: WantedBlob): Promise<Uint8Array> {
  const request = (): ReturnType<typeof client.rest.git.getBlob> =>
    client.rest.git.getBlob({ ...place, file_sha: blob.sha });
  const { data, headers } = await reading(`${blob.path} of ${nameOf(place)}`, lane(request));
  allowance.heed(headers);
  const bytes = Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
  if (hashOf(bytes) === blob.sha) return bytes;
  throw internalProblem(
    'damaged-blob',
    `What GitHub gives for ${blob.path} is not what the commit holds.`,
    'Try again; if it stays so, review a checkout.',
  );
}

/** False for a name with control characters, which could be taken for something else wherever it is shown. */
export function isTellable(path: string): boolean {
  return !/\p{Cc}/u.test(path);
}

function requireReadable({ path, size }: WantedBlob): void {
  if (!isTellable(path))
    throw usageProblem(
      'hostile-path',
      `The name of the file ${JSON.stringify(path)} holds control characters.`,
      'Rename it.',
    );
  if (size > LARGEST)
    throw usageProblem(
      'file-too-large',
      `${path} has ${size} bytes, more than GitHub gives.`,
      'Review a checkout.',
    );
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage */
function hashOf(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
