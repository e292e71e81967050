import type { Reader } from './reader.ts';

/** The arguments of a virtual table's module: any tokens, as long as their parentheses are closed. */
export function readModuleArguments(reader: Reader): void {
  reader.expect('(');
  for (let open = 1; open > 0;) {
    if (reader.token.kind === 'end' || reader.token.defect !== undefined) reader.fail();
    const { symbol } = reader.next();
    if (symbol === '(') open += 1;
    if (symbol === ')') open -= 1;
  }
}
