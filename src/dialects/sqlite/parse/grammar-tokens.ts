import type { Token } from '../../lexer/token.ts';
import { fallsBack, joins, keywordOf } from './keywords.ts';

/** A token as the grammar sees it. */
export interface GrammarToken extends Token {
  /** The keyword in capitals, or the operator; empty for names, literals and parameters. */
  readonly symbol: string;
}

/** Operators that are written in two ways. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['==', '='],
  ['!=', '<>'],
]);

/** The tokens of one statement with their symbols; the last is of kind `end`. */
export function grammarTokens(text: string, tokens: readonly Token[], end: number): readonly GrammarToken[] {
  const all = tokens.map((token) => withSymbol(token, symbolOf(text, token)));
  all.push({ kind: 'end', start: end, end, symbol: '' });
  return all.map((token, at) => (isNameHere(all, at) ? withSymbol(token, '') : token));
}

function withSymbol({ kind, start, end, defect }: Token, symbol: string): GrammarToken {
  return defect === undefined ? { kind, start, end, symbol } : { kind, start, end, symbol, defect };
}

function symbolOf(text: string, { kind, start, end }: Token): string {
  if (kind === 'word') return keywordOf(text.slice(start, end)) ?? '';
  if (kind !== 'operator') return '';
  const operator = text.slice(start, end);
  return SAME.get(operator) ?? operator;
}

type Neighbor = GrammarToken | undefined;

/** When these words are keywords; anywhere else they are names. The `analyze…Keyword` of `src/tokenize.c`. */
const AMONG_NEIGHBORS: ReadonlyMap<string, (...near: readonly [Neighbor, Neighbor, Neighbor]) => boolean> =
  new Map([
    ['WINDOW', (_before, next, afterNext): boolean => isNameLike(next) && afterNext?.symbol === 'AS'],
    ['FILTER', (before, next): boolean => before?.symbol === ')' && next?.symbol === '('],
    ['OVER', (before, next): boolean => before?.symbol === ')' && (next?.symbol === '(' || isNameLike(next))],
  ]);

function isNameHere(tokens: readonly GrammarToken[], at: number): boolean {
  const isKeyword = AMONG_NEIGHBORS.get(tokens[at]?.symbol ?? '');
  return isKeyword !== undefined && !isKeyword(tokens[at - 1], tokens[at + 1], tokens[at + 2]);
}

function isNameLike(token: Neighbor): boolean {
  if (token === undefined) return false;
  const { symbol } = token;
  return (
    isIdentifier(token) ||
    token.kind === 'string' ||
    joins(symbol) ||
    symbol === 'WINDOW' ||
    symbol === 'OVER'
  );
}

/** True for what the grammar calls `ID`: a name, in quotes or not, or a keyword that falls back to one. */
export function isIdentifier({ kind, symbol, defect }: GrammarToken): boolean {
  if (kind === 'name') return defect === undefined;
  return kind === 'word' && (symbol === '' || fallsBack(symbol));
}

/** True for what can name a column in an expression: `idj` of the grammar. */
export function isColumnWord(token: GrammarToken): boolean {
  return isIdentifier(token) || token.symbol === 'INDEXED' || joins(token.symbol);
}
