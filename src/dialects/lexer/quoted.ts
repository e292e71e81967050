import type { LexicalRules } from './lexical-rules.ts';
import type { Token } from './token.ts';

/** The quoted name or string that begins at `start`; null when none does. */
export function quotedToken(text: string, start: number, rules: LexicalRules): Token | null {
  const open = text.charAt(start);
  const close = rules.nameQuotes.get(open);
  if (close !== undefined) return closed('name', text, start, endOfQuotes(text, start + 1, open, close));
  if (!rules.stringQuotes.has(open)) return null;
  const end = rules.backslashEscapes
    ? endOfEscapes(text, start + 1, open)
    : endOfQuotes(text, start + 1, open, open);
  return closed('string', text, start, end);
}

/** What a quoted name or string says. */
export function unquoted(quoted: string): string {
  const open = quoted.charAt(0);
  const inside = quoted.slice(1, -1);
  return open === '[' ? inside : inside.replaceAll(open + open, open);
}

function closed(kind: 'name' | 'string', text: string, start: number, end: number | null): Token {
  if (end === null) return { kind, start, end: text.length, defect: 'never closed' };
  return { kind, start, end };
}

/** Null when the quote is never closed. */
function endOfQuotes(text: string, from: number, open: string, close: string): number | null {
  for (let at = from; ; at += 2) {
    at = text.indexOf(close, at);
    if (at < 0) return null;
    if (open !== close || text.charAt(at + 1) !== close) return at + 1;
  }
}

function endOfEscapes(text: string, from: number, quote: string): number | null {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === quote) {
      if (text.charAt(at + 1) !== quote) return at + 1;
      at += 1;
    }
  }
  return null;
}
