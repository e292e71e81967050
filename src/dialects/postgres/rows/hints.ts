/** Constants that conditions mention; values near them have a chance to satisfy the conditions. */
export interface Hints {
  /** False where the plainest value will do. */
  readonly choice: boolean;
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
  /** How many further values are worth trying, for conditions that only trying can satisfy (hash partitions). */
  readonly spread: number;
}

export const NO_HINTS: Hints = { choice: false, strings: [], numbers: [], spread: 0 };

/** The constants of SQL expressions. */
export function hintsIn(expressions: readonly string[]): Hints {
  const strings = new Set<string>();
  const numbers = new Set<number>();
  for (const expression of expressions) {
    for (const [, text = ''] of expression.matchAll(/'([^']*(?:''[^']*)*)'/g))
      strings.add(text.replaceAll("''", "'"));
    for (const [number] of withoutStrings(expression).matchAll(/(?<![\w$.])\d+(?:\.\d+)?(?!\w)/g))
      numbers.add(Number(number));
  }
  for (const text of strings) {
    if (/^-?\d+(\.\d+)?$/.test(text)) numbers.add(Number(text));
    for (const [, count = ''] of text.matchAll(/\{(\d+)/g)) numbers.add(Number(count));
  }
  const isHash = expressions.some((expression) => expression.includes('satisfies_hash_partition'));
  return { choice: true, strings: [...strings], numbers: [...numbers], spread: isHash ? 64 : 0 };
}

/** Identifiers that an expression mentions, as they are written. */
export function identifiersIn(expression: string): Set<string> {
  return new Set(
    withoutStrings(expression).match(/"[^"]*(?:""[^"]*)*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/g) ?? [],
  );
}

function withoutStrings(expression: string): string {
  return expression.replace(/'[^']*(?:''[^']*)*'/g, "''");
}
