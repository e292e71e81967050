import type { Stretch } from '../../lexer/lexis.ts';

/** Thrown where the grammar does not go on; never leaves the parser. */
export class SyntaxFault extends Error {
  readonly at: Stretch;

  constructor(reason: string, at: Stretch) {
    super(reason);
    this.at = at;
  }
}
