import type { PublishedComment, Publisher } from '../model/ports.ts';
import { marked, writtenBy } from '../model/sticky-comment.ts';
import { Refusal } from '../model/refusal.ts';
import type { CommentIntent } from './publication.ts';

/** What happened to the comment. */
export interface CommentResult {
  readonly action: 'created' | 'updated' | 'unchanged' | 'none';
  readonly url: string | null;
}

const NONE: CommentResult = { action: 'none', url: null };

/** Our comment as it was read; null when there is none. */
export interface Standing {
  readonly sticky: PublishedComment | null;
  /** More of ours, which are one too many. */
  readonly duplicates: readonly PublishedComment[];
}

/**
 * Sees to it that there is one comment of ours with the wanted bytes: edited in place, not written when equal,
 * duplicates deleted (the oldest stays), written anew when somebody deletes it meanwhile.
 * Rejects with a `Refusal` when the host does not do it.
 */
export async function publishComment(
  publisher: Publisher,
  { sticky, duplicates }: Standing,
  intent: CommentIntent,
): Promise<CommentResult> {
  if (intent.kind === 'none') return NONE;
  if (sticky === null) return intent.kind === 'say' ? create(publisher, intent.body) : NONE;
  const result = await replace(publisher, sticky, intent);
  await removeAll(publisher, duplicates);
  return result;
}

/** Writes the comment, then looks again: another run, or an identity that the host did not tell, may have been first. */
async function create(publisher: Publisher, body: string): Promise<CommentResult> {
  const created = await publisher.createComment(body);
  const own = writtenBy(created.author, marked(await publisher.comments()));
  const [oldest, ...duplicates] = own;
  if (oldest === undefined || oldest.id === created.id) {
    await removeAll(publisher, duplicates);
    return { action: 'created', url: created.url };
  }
  const result = await replace(publisher, oldest, { kind: 'say', body });
  await removeAll(
    publisher,
    duplicates.filter((comment) => comment.url !== result.url),
  );
  return result;
}

async function replace(
  publisher: Publisher,
  comment: PublishedComment,
  intent: Exclude<CommentIntent, { kind: 'none' }>,
): Promise<CommentResult> {
  if (comment.body === intent.body) return { action: 'unchanged', url: comment.url };
  try {
    const updated = await publisher.updateComment(comment.id, intent.body);
    return { action: 'updated', url: updated.url };
  } catch (error) {
    if (!isGone(error)) throw error;
    if (intent.kind === 'replace') return NONE;
    const created = await publisher.createComment(intent.body);
    return { action: 'created', url: created.url };
  }
}

async function removeAll(publisher: Publisher, comments: readonly PublishedComment[]): Promise<void> {
  for (const comment of comments) {
    try {
      await publisher.deleteComment(comment.id);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Refusal && error.kind === 'missing';
}
