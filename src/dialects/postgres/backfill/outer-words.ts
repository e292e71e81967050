import { nextToken } from '../parse/lexer.ts';

/** A word of a statement that stands outside of all parentheses. */
export interface OuterWord {
  /** In lower case. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a statement that may be keywords of its clauses: no names after a dot or after `AS`. */
export function outerWords(sql: string): OuterWord[] {
  const words: OuterWord[] = [];
  let depth = 0;
  let before = '';
  for (let token = nextToken(sql, 0); token.kind !== 'end' && token.kind !== 'semicolon';) {
    const text = sql.slice(token.start, token.end).toLowerCase();
    if (token.kind === 'open' || text === '[') depth += 1;
    if (token.kind === 'close' || text === ']') depth -= 1;
    const isName = before === '.' || before === 'as';
    if (token.kind === 'word' && depth === 0 && !isName)
      words.push({ word: text, start: token.start, end: token.end });
    before = text;
    token = nextToken(sql, token.end);
  }
  return words;
}

/** Where the statement ends: before a semicolon, or with its text. */
export function endOf(sql: string): number {
  let token = nextToken(sql, 0);
  let end = 0;
  while (token.kind !== 'end' && token.kind !== 'semicolon') {
    end = token.end;
    token = nextToken(sql, token.end);
  }
  return end;
}
