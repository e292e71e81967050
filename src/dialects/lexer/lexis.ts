/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** As much of a dialect's lexer as is needed to walk over any SQL. */
export interface Lexis {
  /** The first token at or after `from`; of kind `end` and without length when only blanks and comments are left. */
  nextToken(text: string, from: number): Stretch & { readonly kind: string };
  /** Where comments stand in a stretch that holds nothing but blanks and comments. */
  commentsIn(text: string, from: number, to: number): readonly Stretch[];
}
