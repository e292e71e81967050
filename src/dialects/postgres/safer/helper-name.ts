import { quoteIdentifier } from '../quote.ts';
import { bareParts } from '../rows/names.ts';

/** Longest identifier that the server keeps. https://www.postgresql.org/docs/18/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS */
const LONGEST = 63;

/** Name for a constraint that is there only for a while: `users_email_present`. */
export function helperName(table: string, ...words: readonly string[]): string {
  const suffix = words.map((word) => `_${word}`).join('');
  return quoteIdentifier(bareParts(table).object.slice(0, LONGEST - suffix.length) + suffix);
}
