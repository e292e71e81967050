import type { Author, PublishedComment } from './ports.ts';
import { COMMENT_MARKER, MINUTES_MARKER } from './report.ts';

/** Comments that bear our marks, whoever wrote them. */
export function marked(comments: readonly PublishedComment[]): readonly PublishedComment[] {
  return comments.filter(({ body }) => isMarked(body));
}

/** Whether a text begins with our marker – browsers may add a blank line –, or keeps the minutes where somebody took it out. */
export function isMarked(text: string): boolean {
  return text.trimStart().startsWith(COMMENT_MARKER) || text.includes(MINUTES_MARKER);
}

/** Of these, the ones of that author; oldest first. */
export function writtenBy(
  author: Author | null,
  comments: readonly PublishedComment[],
): readonly PublishedComment[] {
  if (author === null) return [];
  const own = comments.filter((comment) => comment.author !== null && isSame(comment.author, author));
  return own.toSorted((left, right) => left.id - right.id);
}

/** Whether it is the same account. An app's login ends in `[bot]` in one API and not in the other, so the kind of account counts too. */
export function isSame(left: Author, right: Author): boolean {
  return left.bot === right.bot && bare(left.login) === bare(right.login);
}

function bare(login: string): string {
  return login.replace(/\[bot\]$/, '').toLowerCase();
}
