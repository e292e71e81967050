import type { SqlComment } from '../../../model/statement.ts';
import { commentsIn, nextToken } from './lexer.ts';
import type { Places } from './places.ts';

/** Every comment of a text that is addressed to us somewhere; none otherwise, which spares reading it twice. */
export function commentsOf(text: string, places: Places): SqlComment[] {
  if (!/holdpoint:/i.test(text)) return [];
  const comments: SqlComment[] = [];
  for (let at = 0; ;) {
    const token = nextToken(text, at);
    for (const { start, end } of commentsIn(text, at, token.start)) {
      const { line, endLine } = places.span(start, end);
      comments.push({ text: insideOf(text.slice(start, end)), line, endLine });
    }
    if (token.kind === 'end') return comments;
    at = token.end;
  }
}

function insideOf(comment: string): string {
  const inside = comment.startsWith('--') ? comment.slice(2) : comment.slice(2, -2);
  return inside.trim();
}
