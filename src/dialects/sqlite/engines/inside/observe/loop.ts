/** What a loop takes one after the other. */
export type LoopOver =
  /** The rows of a cursor, from one end or from a key. */
  | { readonly kind: 'cursor'; readonly cursor: number; readonly reach: 'all' | 'range' }
  /** A set of rows in a register. https://www.sqlite.org/opcode.html#RowSetRead */
  | { readonly kind: 'set'; readonly register: number };

/** Instructions that are run again and again. */
export interface Loop {
  /** The first of them. */
  readonly from: number;
  /** The one that leads back. */
  readonly to: number;
  readonly over: LoopOver;
  readonly body: ReadonlySet<number>;
  /** Whether a `LIMIT` ends it: after so many turns, or only after so many of those that find something. */
  readonly limited: 'no' | 'finds' | 'turns';
}
