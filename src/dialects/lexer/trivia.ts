import type { LexicalRules } from './lexical-rules.ts';
import type { Stretch } from './lexis.ts';
import { matchEnd } from './match-end.ts';

/** A vertical tab is one only behind another blank, as SQLite has it. */
const BLANKS = /(?:[\t\n\f\r ][\t-\r ]*|\uFEFF)*/y;
const REST_OF_LINE = /[^\n]*/y;

/** Offset of the first character at or after `from` that is neither blank nor in a comment. */
export function skipTrivia(text: string, from: number, rules: LexicalRules): number {
  for (let at = from; ;) {
    const start = matchEnd(BLANKS, text, at);
    const end = commentEnd(text, start, rules);
    if (end === start) return start;
    at = end;
  }
}

/** Where comments stand in a stretch that holds nothing but blanks and comments. */
export function commentsIn(text: string, from: number, to: number, rules: LexicalRules): Stretch[] {
  const comments: Stretch[] = [];
  for (let at = from; at < to;) {
    const start = matchEnd(BLANKS, text, at);
    const end = commentEnd(text, start, rules);
    if (end === start) break;
    comments.push({ start, end });
    at = end;
  }
  return comments;
}

/** Block comments do not nest, and one that is never closed runs to the end; its bare opening mark at the end is none. */
function commentEnd(text: string, start: number, rules: LexicalRules): number {
  if (!'/-#'.includes(text.charAt(start))) return start;
  if (text.startsWith('/*', start) && start + 2 < text.length) {
    const close = text.indexOf('*/', start + 2);
    return close < 0 ? text.length : close + 2;
  }
  return beginsLineComment(text, start, rules) ? matchEnd(REST_OF_LINE, text, start) : start;
}

function beginsLineComment(text: string, start: number, rules: LexicalRules): boolean {
  if (rules.hashComments && text.startsWith('#', start)) return true;
  if (!text.startsWith('--', start)) return false;
  return !rules.dashesNeedBlank || start + 2 === text.length || text.charCodeAt(start + 2) <= 32;
}
