import { matchEnd } from './match-end.ts';
import type { Token } from './token.ts';

const NUMBERED = /\?\d*/y;
const NAME = /(?:[\w$\u0080-\uffff]|::)*/y;
/** `$name(suffix)`, as Tcl writes elements of arrays. */
const SUFFIX = /\([^\t-\r )]*/y;

/** The parameter that begins at `start`: `?`, `?1`, or a name behind one of the marks; null when none does. */
export function parameterToken(text: string, start: number, marks: string): Token | null {
  const numbered = matchEnd(NUMBERED, text, start);
  if (numbered > start) return { kind: 'parameter', start, end: numbered };
  if (!marks.includes(text.charAt(start))) return null;
  const end = matchEnd(NAME, text, start + 1);
  if (/^:*$/.test(text.slice(start + 1, end))) return { kind: 'parameter', start, end, defect: 'malformed' };
  const suffix = matchEnd(SUFFIX, text, end);
  if (suffix === end) return { kind: 'parameter', start, end };
  if (text.charAt(suffix) === ')') return { kind: 'parameter', start, end: suffix + 1 };
  return { kind: 'parameter', start, end: suffix, defect: 'malformed' };
}
