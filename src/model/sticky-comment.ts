import type { Author, PublishedComment } from './ports.ts';
import { COMMENT_MARKER } from './report.ts';

/** Comments that begin with our marker, whoever wrote them. Browsers send CRLF and may add a blank line. */
export function marked(comments: readonly PublishedComment[]): readonly PublishedComment[] {
  return comments.filter((comment) => comment.body.trimStart().startsWith(COMMENT_MARKER));
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
