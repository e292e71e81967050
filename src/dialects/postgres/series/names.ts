import { quoteIdentifier } from '../quote.ts';
import { bare, bareParts, nameParts } from '../rows/names.ts';

/** Longest identifier that the server keeps. https://www.postgresql.org/docs/18/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS */
const LONGEST = 63;

/** A name from words, quoted where needed, cut so that its last word stays whole: `users_email_in_step`. */
export function joined(...words: readonly string[]): string {
  const last = `_${bare(words.at(-1) ?? '')}`;
  const rest = words.slice(0, -1).map(bare).join('_');
  return quoteIdentifier(rest.slice(0, LONGEST - last.length) + last);
}

/** A name in the schema of a table. */
export function inSchemaOf(table: string, name: string): string {
  const parts = nameParts(table);
  return parts.length > 1 ? `${parts[0] ?? ''}.${name}` : name;
}

/** A name without its schema, still quoted: `sales."Order"` is `"Order"`. */
export function localPart(name: string): string {
  return nameParts(name).at(-1) ?? name;
}

/** The bare name of a table, without its schema. */
export function tableWord(table: string): string {
  return bareParts(table).object;
}

/** Part of a file name: `add_users_email_address`. */
export function fileWords(...words: readonly string[]): string {
  const text = words.map((word) => bare(word.split('.').at(-1) ?? word)).join('_');
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 80);
}
