import { matchEnd } from './match-end.ts';
import type { Token } from './token.ts';

const BLOB_OPENING = /[xX]'/y;
const BLOB_DIGITS = /(?:[0-9a-fA-F]{2})*'/y;
const HEXADECIMAL = /0[xX][0-9a-fA-F][0-9a-fA-F_]*/y;
const DECIMAL = /(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?/y;
const NAME_CHARACTERS = /[\w$\u0080-\uffff]*/y;
/** An underscore that does not stand between two digits. */
const LOOSE_SEPARATOR = /(?<!\d)_|_(?!\d)/;
const LOOSE_HEXADECIMAL_SEPARATOR = /(?<![\da-f])_|_(?![\da-f])/i;

/** The literal `x'53'` that begins at `start`; null when none does. */
export function blobToken(text: string, start: number): Token | null {
  const opened = matchEnd(BLOB_OPENING, text, start);
  if (opened === start) return null;
  const end = matchEnd(BLOB_DIGITS, text, opened);
  if (end > opened) return { kind: 'blob', start, end };
  const close = text.indexOf("'", opened);
  if (close < 0) return { kind: 'blob', start, end: text.length, defect: 'never closed' };
  return { kind: 'blob', start, end: close + 1, defect: 'malformed' };
}

/** The number that begins at `start`, with the name characters that stick to it and spoil it; null when none does. */
export function numberToken(text: string, start: number): Token | null {
  const hexadecimal = matchEnd(HEXADECIMAL, text, start);
  const isHexadecimal = hexadecimal > start;
  const digits = isHexadecimal ? hexadecimal : matchEnd(DECIMAL, text, start);
  if (digits === start) return null;
  const end = matchEnd(NAME_CHARACTERS, text, digits);
  const loose = isHexadecimal ? LOOSE_HEXADECIMAL_SEPARATOR : LOOSE_SEPARATOR;
  const isGood = end === digits && !loose.test(text.slice(start, end));
  return isGood ? { kind: 'number', start, end } : { kind: 'number', start, end, defect: 'malformed' };
}
