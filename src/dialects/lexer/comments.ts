import type { SqlComment } from '../../model/statement.ts';
import type { Lexis } from './lexis.ts';
import type { Places } from './places.ts';

/** Every comment of a text that is addressed to us somewhere; none otherwise, which spares reading it twice. */
export function commentsOf(text: string, places: Places, lexis: Lexis): SqlComment[] {
  if (!/holdpoint:/i.test(text)) return [];
  const comments: SqlComment[] = [];
  for (let at = 0; ;) {
    const token = lexis.nextToken(text, at);
    for (const { start, end } of lexis.commentsIn(text, at, token.start)) {
      const { line, endLine } = places.span(start, end);
      comments.push({ text: insideOf(text.slice(start, end)), line, endLine });
    }
    if (token.kind === 'end') return comments;
    at = token.end;
  }
}

function insideOf(comment: string): string {
  const inside = comment.startsWith('/*')
    ? comment.slice(2).replace(/\*\/$/, '')
    : comment.replace(/^(?:--|#)/, '');
  return inside.trim();
}
