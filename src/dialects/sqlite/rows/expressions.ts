import { nameIn, textOf, tokensOf, type Token } from '../catalog/tokens.ts';

/** Names in an expression, in lower case: columns, and functions and words of the language too. */
export function namesIn(expression: string): ReadonlySet<string> {
  return new Set(tokensOf(expression).filter(isName).map(lowerName));
}

/** The expression with other expressions in the place of names, given in lower case; again in what takes their place. */
export function replacingNames(expression: string, expressions: ReadonlyMap<string, string>): string {
  let text = expression;
  // Generated columns can build upon each other, but not in a circle.
  for (let depth = 0; depth <= expressions.size; depth += 1) {
    const tokens = tokensOf(text);
    if (!tokens.some((token) => isName(token) && expressions.has(lowerName(token)))) return text;
    text = textOf(tokens.map((token) => replaced(token, expressions)));
  }
  return text;
}

function replaced(token: Token, expressions: ReadonlyMap<string, string>): Token {
  const expression = isName(token) ? expressions.get(lowerName(token)) : undefined;
  return expression === undefined ? token : { ...token, text: `(${expression})` };
}

function isName({ kind }: Token): boolean {
  return kind === 'word' || kind === 'quoted';
}

function lowerName(token: Token): string {
  return nameIn(token).toLowerCase();
}
