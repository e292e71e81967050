import { nextToken } from './lexer.ts';

const LIMIT = 80;

/** The statement's own text in one line without comments, no longer than 80 characters, cut at a word. */
export function summaryOf(sql: string): string {
  let text = '';
  let end = 0;
  for (let token = nextToken(sql, 0); token.kind !== 'end'; token = nextToken(sql, token.end)) {
    // A long token (a function's body) is cut like everything else.
    const words = sql.slice(token.start, Math.min(token.end, token.start + LIMIT + 1)).replace(/\s+/g, ' ');
    text += token.start > end && text !== '' ? ` ${words}` : words;
    end = token.end;
    if (text.length > LIMIT) return cut(text);
  }
  return text;
}

function cut(text: string): string {
  const head = text.slice(0, LIMIT - 1);
  const space = head.lastIndexOf(' ');
  // Half a surrogate pair is no character.
  const kept = space > LIMIT / 2 ? head.slice(0, space) : head.replace(/[\ud800-\udbff]$/, '');
  return `${kept}…`;
}
