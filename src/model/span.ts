/** Where a piece of SQL stands in its file. */
export interface Span {
  /** UTF-8 byte offset of the first byte, counted in the file as it is on disk (a byte order mark counts). */
  readonly start: number;
  /** UTF-8 byte offset after the last byte; the terminating semicolon is not part of the statement. */
  readonly end: number;
  /** Line of the first character, from 1. */
  readonly line: number;
  /** Column of the first character in Unicode code points, from 1. */
  readonly column: number;
  /** Line of the last character, from 1. */
  readonly endLine: number;
}
