import type { Reach } from './git-tree.ts';
import { blobTextsQuery } from './queries.ts';

/** A blob by its hash. */
interface SizedBlob {
  readonly sha: string;
  readonly size: number;
}

/** What one query asks for at most. */
const MANY = 100;
const BYTES = 1024 * 1024;
/** GitHub cuts the text of larger ones. */
const SMALL = 100_000;

/** Whether a blob is small enough to be asked for together with others. */
export function fitsQuery({ sha, size }: SizedBlob): boolean {
  return size <= SMALL && /^[0-9a-f]{40}$/.test(sha);
}

/**
 * Texts of many blobs by GraphQL, a hundred in one request. Leaves out what is no text or not there, and all of it where
 * the server does not answer: one by one they can still be had.
 */
export async function blobTexts(
  reach: Reach,
  blobs: readonly SizedBlob[],
): Promise<ReadonlyMap<string, string>> {
  // A single one costs the same either way, and REST serves every token.
  if (blobs.length < 2) return new Map();
  const answers = await Promise.all(batchesOf(blobs).map((batch) => askBatch(reach, batch)));
  return new Map(answers.flat());
}

function batchesOf(blobs: readonly SizedBlob[]): SizedBlob[][] {
  const batches: SizedBlob[][] = [];
  let room = 0;
  for (const blob of blobs) {
    const last = batches.at(-1);
    if (last === undefined || last.length === MANY || blob.size > room) {
      batches.push([blob]);
      room = BYTES - blob.size;
    } else {
      last.push(blob);
      room -= blob.size;
    }
  }
  return batches;
}

interface Answer {
  readonly repository: Readonly<Record<string, { readonly text?: string | null } | null>> | null;
}

function askBatch(
  { client, place, lane }: Reach,
  batch: readonly SizedBlob[],
): Promise<(readonly [sha: string, text: string])[]> {
  const query = blobTextsQuery(batch.map(({ sha }) => sha));
  return lane(async () => {
    const answer = await client.graphql<Answer>(query, { ...place }).catch(() => null);
    return batch.flatMap(({ sha }, index) => {
      const text = answer?.repository?.[`b${index}`]?.text;
      return typeof text === 'string' ? [[sha, text] as const] : [];
    });
  });
}
