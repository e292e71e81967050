import type { Lexis } from '../../lexer/lexis.ts';

/** What the splitter needs to tell apart; everything else is `other`. */
export type TokenKind = 'word' | 'semicolon' | 'open' | 'close' | 'meta' | 'other' | 'end';

/** A piece of SQL text between blanks and comments. Offsets are in UTF-16 units of the text. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

const BLANK = /[ \t\n\r\f\v]*/y;
const LINE_COMMENT = /--[^\n\r]*/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\d\w*/y;
const REST_OF_LINE = /[^\n\r]*/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const SINGLE: Readonly<Record<string, TokenKind>> = { ';': 'semicolon', '(': 'open', ')': 'close' };

/** The first token at or after `from`, by the server's lexical rules. An open quote or comment runs to the end. */
export function nextToken(text: string, from: number): Token {
  const start = skipBlanks(text, from);
  const first = text.charAt(start);
  if (first === '') return { kind: 'end', start, end: start };
  const single = SINGLE[first];
  if (single !== undefined) return { kind: single, start, end: start + 1 };
  if (first === '\\') return { kind: 'meta', start, end: matchEnd(REST_OF_LINE, text, start) };
  const word = matchEnd(WORD, text, start);
  if (word > start) return wordOrString(text, start, word);
  return { kind: 'other', start, end: endOfOther(text, start, first) };
}

/** For what walks over SQL of any dialect. */
export const LEXIS: Lexis = { nextToken, commentsIn };

/** Offset of the first character at or after `from` that is neither blank nor in a closed comment. */
function skipBlanks(text: string, from: number): number {
  let at = from === 0 && text.startsWith('\uFEFF') ? 1 : from;
  for (;;) {
    const before = at;
    at = matchEnd(BLANK, text, at);
    at = matchEnd(LINE_COMMENT, text, at);
    if (text.startsWith('/*', at)) at = endOfComment(text, at) ?? at;
    if (at === before) return at;
  }
}

/** Where comments stand in a stretch that holds nothing but blanks and closed comments. */
function commentsIn(text: string, from: number, to: number): { start: number; end: number }[] {
  const comments: { start: number; end: number }[] = [];
  for (let at = from; at < to;) {
    const start = matchEnd(BLANK, text, at);
    const end = text.startsWith('/*', start)
      ? endOfComment(text, start)
      : matchEnd(LINE_COMMENT, text, start);
    if (end === null || end <= start) at = Math.max(start, at + 1);
    else {
      comments.push({ start, end });
      at = end;
    }
  }
  return comments;
}

/** Block comments nest. Null when the comment is never closed. */
function endOfComment(text: string, start: number): number | null {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return null;
}

/** `E'…'`, `B'…'`, `U&'…'` and `U&"…"` start like words. */
function wordOrString(text: string, start: number, end: number): Token {
  const word = text.slice(start, Math.min(end, start + 2)).toLowerCase();
  const quoteAt = word === 'u' && text.charAt(end) === '&' ? end + 1 : end;
  const quote = text.charAt(quoteAt);
  if (quote === "'" && ['e', 'b', 'x', 'n', 'u'].includes(word)) {
    return {
      kind: 'other',
      start,
      end: word === 'e' ? endOfEscapes(text, quoteAt) : endOfQuotes(text, quoteAt),
    };
  }
  if (quote === '"' && quoteAt > end) return { kind: 'other', start, end: endOfQuotes(text, quoteAt) };
  return { kind: 'word', start, end };
}

function endOfOther(text: string, start: number, first: string): number {
  if (first === "'" || first === '"') return endOfQuotes(text, start);
  if (first === '$') return endOfDollarQuote(text, start);
  if (text.startsWith('/*', start)) return text.length;
  return Math.max(matchEnd(NUMBER, text, start), start + 1);
}

function endOfDollarQuote(text: string, start: number): number {
  const open = matchEnd(DOLLAR_TAG, text, start);
  if (open === start) return start + 1;
  const close = text.indexOf(text.slice(start, open), open);
  return close < 0 ? text.length : close + (open - start);
}

/** A doubled quote stands for itself. Loops by hand: a pattern would need a stack as deep as the text is long. */
function endOfQuotes(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf(quote, at);
    if (at < 0) return text.length;
    if (text.charAt(at + 1) !== quote) return at + 1;
  }
}

/** A string with backslash escapes; it goes on, in the same mode, in quotes after a line break. */
function endOfEscapes(text: string, start: number): number {
  const mark = /['\\]/g;
  mark.lastIndex = start + 1;
  while (mark.test(text)) {
    const at = mark.lastIndex - 1;
    if (text.charAt(at) === '\\' || text.charAt(at + 1) === "'") {
      mark.lastIndex = at + 2;
      continue;
    }
    const next = matchEnd(BLANK, text, at + 1);
    const goesOn = text.charAt(next) === "'" && /[\n\r]/.test(text.slice(at + 1, next));
    if (!goesOn) return at + 1;
    mark.lastIndex = next + 1;
  }
  return text.length;
}

function matchEnd(sticky: RegExp, text: string, start: number): number {
  sticky.lastIndex = start;
  return sticky.test(text) ? sticky.lastIndex : start;
}
