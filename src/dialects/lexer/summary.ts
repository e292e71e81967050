import type { Lexis } from './lexis.ts';

const LIMIT = 80;
/** So much of a token is looked at; a body can begin with a long comment. */
const MOST_OF_TOKEN = 2000;

/** The statement's own text in one line without comments, no longer than 80 characters, cut at a word. */
export function summaryOf(sql: string, { nextToken }: Pick<Lexis, 'nextToken'>): string {
  let text = '';
  let end = 0;
  for (let token = nextToken(sql, 0); token.kind !== 'end'; token = nextToken(sql, token.end)) {
    const words = wordsOf(sql.slice(token.start, token.end));
    text += token.start > end && text !== '' ? ` ${words}` : words;
    end = token.end;
    if (text.length > LIMIT) return cut(text);
  }
  return text;
}

const BODY = /^\$\w*\$/u;
const COMMENTS = /--[^\n\r]*|\/\*[^]*?\*\//gu;

/** One token in one line; the body of a function or block without its comments. A long one is cut like everything else. */
function wordsOf(token: string): string {
  const start = token.slice(0, MOST_OF_TOKEN);
  const words = (BODY.test(token) ? start.replace(COMMENTS, ' ') : start).replace(/\s+/g, ' ');
  return token.length > MOST_OF_TOKEN && words.length <= LIMIT ? `${words}…` : words;
}

function cut(text: string): string {
  const head = text.slice(0, LIMIT - 1);
  const space = head.lastIndexOf(' ');
  // Half a surrogate pair is no character.
  const kept = space > LIMIT / 2 ? head.slice(0, space) : head.replace(/[\ud800-\udbff]$/, '');
  return `${kept}…`;
}
