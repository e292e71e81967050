import type { LexicalRules } from './lexical-rules.ts';
import type { Lexis } from './lexis.ts';
import { blobToken, numberToken } from './literals.ts';
import { matchEnd } from './match-end.ts';
import { parameterToken } from './parameter.ts';
import { quotedToken } from './quoted.ts';
import type { Token } from './token.ts';
import { commentsIn, skipTrivia } from './trivia.ts';

/** Cuts text into tokens. Never throws: what no grammar can take is a token with a defect. */
export interface Lexer extends Lexis {
  nextToken(text: string, from: number): Token;
}

const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const SINGLE_OPERATOR = /[-+*/%|&~<>=(),.;]/y;

/** The lexer of a dialect. */
export function createLexer(rules: LexicalRules): Lexer {
  return {
    nextToken: (text, from) => tokenAt(text, skipTrivia(text, from, rules), rules),
    commentsIn: (text, from, to) => commentsIn(text, from, to, rules),
  };
}

function tokenAt(text: string, start: number, rules: LexicalRules): Token {
  if (start >= text.length) return { kind: 'end', start, end: start };
  // What most tokens are is asked first.
  return (
    wordToken(text, start) ??
    singleToken(text, start) ??
    quotedToken(text, start, rules) ??
    numberToken(text, start) ??
    operatorToken(text, start, rules) ??
    parameterToken(text, start, rules.parameterMarks) ?? {
      kind: 'unknown',
      start,
      end: start + 1,
      defect: 'malformed',
    }
  );
}

/** A word, or the blob that begins like one. */
function wordToken(text: string, start: number): Token | null {
  const end = matchEnd(WORD, text, start);
  if (end === start) return null;
  const blob = end === start + 1 ? blobToken(text, start) : null;
  return blob ?? { kind: 'word', start, end };
}

/** Operators that are no beginning of a longer one. */
function singleToken(text: string, start: number): Token | null {
  return '(),;'.includes(text.charAt(start)) ? { kind: 'operator', start, end: start + 1 } : null;
}

function operatorToken(text: string, start: number, { longOperators }: LexicalRules): Token | null {
  const long = longOperators.find((operator) => text.startsWith(operator, start));
  const end = long === undefined ? matchEnd(SINGLE_OPERATOR, text, start) : start + long.length;
  return end > start ? { kind: 'operator', start, end } : null;
}
