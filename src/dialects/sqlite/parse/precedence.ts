/** Level of the operator that binds most weakly. */
export const LOWEST = 1;

/** How strongly operators bind: https://sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes */
const LEVELS: ReadonlyMap<string, number> = new Map(
  [
    ['OR'],
    ['AND'],
    ['NOT'],
    ['IS', 'MATCH', 'LIKE', 'GLOB', 'REGEXP', 'BETWEEN', 'IN', 'ISNULL', 'NOTNULL', '<>', '='],
    ['>', '<=', '<', '>='],
    ['&', '|', '<<', '>>'],
    ['+', '-'],
    ['*', '/', '%'],
    ['||', '->', '->>'],
    ['COLLATE'],
  ].flatMap((symbols, index) => symbols.map((symbol): [string, number] => [symbol, LOWEST + index])),
);

/** How strongly an infix operator binds; 0 for what is none. */
export function levelOf(symbol: string): number {
  return LEVELS.get(symbol) ?? 0;
}

/** Level of `NOT` in front of an expression. */
export const NEGATION = levelOf('NOT');
/** Level of what stands on the right of operators that compare for equality. */
export const ABOVE_EQUALITY = levelOf('=') + 1;
/** Level above all infix operators. */
export const STRONGEST = levelOf('COLLATE') + 1;
