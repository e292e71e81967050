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
  return (
    blobToken(text, start) ??
    wordToken(text, start) ??
    quotedToken(text, start, rules) ??
    numberToken(text, start) ??
    parameterToken(text, start, rules.parameterMarks) ??
    operatorToken(text, start, rules) ?? { kind: 'unknown', start, end: start + 1, defect: 'malformed' }
  );
}

function wordToken(text: string, start: number): Token | null {
  const end = matchEnd(WORD, text, start);
  return end > start ? { kind: 'word', start, end } : null;
}

function operatorToken(text: string, start: number, { longOperators }: LexicalRules): Token | null {
  const long = longOperators.find((operator) => text.startsWith(operator, start));
  const end = long === undefined ? matchEnd(SINGLE_OPERATOR, text, start) : start + long.length;
  return end > start ? { kind: 'operator', start, end } : null;
}
