/** What differs between dialects in how text becomes tokens. */
export interface LexicalRules {
  /** Marks that open a quoted name, each with the one that closes it. A closing mark that also opens stands doubled for itself. */
  readonly nameQuotes: ReadonlyMap<string, string>;
  /** Marks around strings; doubled they stand for themselves. */
  readonly stringQuotes: ReadonlySet<string>;
  /** True where a backslash in a string takes the next character with it. */
  readonly backslashEscapes: boolean;
  /** True where `#` begins a comment. */
  readonly hashComments: boolean;
  /** True where `--` begins a comment only in front of a blank, so that `5--1` is arithmetic. */
  readonly dashesNeedBlank: boolean;
  /** Marks in front of the names of parameters. */
  readonly parameterMarks: string;
  /** Operators of more than one character, the longest first. */
  readonly longOperators: readonly string[];
}
