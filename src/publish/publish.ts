import type { Publisher } from '../model/ports.ts';
import { Refusal } from '../model/refusal.ts';
import { publishComment, type CommentResult, type Standing } from './publish-comment.ts';
import type { Publication } from './publication.ts';

/** What was said, and what the host did not let us say. */
export interface Published {
  /** Null when the status is written. */
  readonly statusRefusal: Refusal | null;
  readonly comment: CommentResult;
  readonly commentRefusal: Refusal | null;
}

/**
 * Says it: the status first, since it is what holds the merge, then the answers to commands, then the comment. One that is refused does not keep
 * the other back. Rejects only for our own mistakes.
 */
export async function publish(
  publication: Publication,
  publisher: Publisher,
  standing: Standing,
  reply: () => Promise<void> = () => Promise.resolve(),
): Promise<Published> {
  const status = await attempt(publisher.setStatus(publication.sha, publication.status));
  const replies = await attempt(reply());
  const comment = await attempt(publishComment(publisher, standing, publication.comment));
  return {
    statusRefusal: status.refusal,
    comment: comment.value ?? { action: 'none', url: null },
    commentRefusal: comment.refusal ?? replies.refusal,
  };
}

interface Attempt<T> {
  readonly value: T | null;
  readonly refusal: Refusal | null;
}

async function attempt<T>(work: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work, refusal: null };
  } catch (error) {
    if (error instanceof Refusal) return { value: null, refusal: error };
    throw error;
  }
}
