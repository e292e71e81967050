import type { PublishedComment, Publisher, Reaction } from '../model/ports.ts';
import { Refusal } from '../model/refusal.ts';

/** What a command gets: a reaction, and words where a reaction does not say it. */
export interface PublishedReply {
  /** Id of the comment that holds the command. */
  readonly comment: number;
  readonly reaction: Reaction;
  /** A whole comment whose first line is its own; null when the reaction is enough. */
  readonly body: string | null;
}

/** Answers every command once, however often this is done. A command whose comment is gone needs no answer. */
export async function publishReplies(
  publisher: Publisher,
  replies: readonly PublishedReply[],
  { comments }: { readonly comments: readonly PublishedComment[] },
): Promise<void> {
  for (const { comment, reaction, body } of replies) {
    try {
      await publisher.react(comment, reaction);
      if (body !== null && !isSaid(body, comments)) await publisher.createComment(body);
    } catch (error) {
      if (!(error instanceof Refusal && error.kind === 'missing')) throw error;
    }
  }
}

function isSaid(body: string, comments: readonly PublishedComment[]): boolean {
  const [marker = ''] = body.split('\n', 1);
  return comments.some((comment) => comment.body.trimStart().startsWith(marker));
}
