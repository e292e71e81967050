import type { Expression } from './facts.ts';
import { readInfix } from './infix.ts';
import { readOperand } from './operand.ts';
import { levelOf } from './precedence.ts';
import type { Reader } from './reader.ts';

/**
 * An expression of operators that bind no weaker than `floor`. With `until`, that operator ends it unless it stands in
 * the operand of another.
 */
export function readExpression(reader: Reader, floor: number, until: string): Expression {
  let left = readOperand(reader);
  while (reader.token.symbol !== until && levelOf(reader.token.symbol) >= floor) {
    left = readInfix(reader, left);
  }
  return left;
}
