import type { Stretch } from './lexis.ts';

export type TokenKind =
  | 'word'
  /** A name in quotes. */
  | 'name'
  | 'string'
  | 'blob'
  | 'number'
  | 'parameter'
  /** Brackets, commas and semicolons, too. */
  | 'operator'
  /** A character that no token begins with. */
  | 'unknown'
  | 'end';

/** A piece of SQL between blanks and comments. */
export interface Token extends Stretch {
  readonly kind: TokenKind;
  /** Why no grammar can take it; absent for a good one. */
  readonly defect?: 'never closed' | 'malformed';
}
