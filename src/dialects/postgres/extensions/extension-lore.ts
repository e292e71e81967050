import type { ExtensionLore } from '../../../model/dialect.ts';
import type { EngineError } from '../../../model/observation.ts';
import { KNOWN_EXTENSIONS } from './known-extensions.ts';
import { blamedIn, managedIn, usedIn } from './mentions.ts';

/** Errors of something that is not there or not known, https://www.postgresql.org/docs/18/errcodes-appendix.html. */
const MISSING: ReadonlySet<string> = new Set([
  '0A000', // extension that is not available
  '22023', // parameter namespace
  '3F000', // schema
  '42704', // type, access method, operator class, language
  '42804', // a value of another type
  '42846', // no cast
  '42883', // function, operator
  '42P01', // relation
  '55000', // a wrapper or language that does nothing
]);

/** What an extension can bring, as messages about it begin. */
const CAN_BE_BROUGHT =
  /^(type|function|procedure|aggregate|operator|operator class|access method|data type|language|schema|foreign-data wrapper|text search \w+) /;

/** What PostgreSQL's extensions bring, and how their absence shows. */
export const EXTENSION_LORE: ExtensionLore = { managedIn, usedIn, behind, namedBy };

function behind(error: EngineError, created: readonly string[]): string | null {
  if (!MISSING.has(error.code)) return null;
  const blamed = blamedIn(error.message, created);
  if (blamed !== null || !CAN_BE_BROUGHT.test(error.message)) return blamed;
  // Nobody knows what is in an extension that is not listed.
  return created.find((extension) => KNOWN_EXTENSIONS[extension] === undefined) ?? null;
}

/** Quoted names of an error, and `relation.column` where it tells both; strings of a call: `'public.events'` is `events`. */
function namedBy(text: string): readonly string[] {
  const quoted = [...text.matchAll(/"([^"]+)"/g)].map(([, name = '']) => withoutDefault(name));
  const strings = [...text.matchAll(/'([\w.]+)'/g)].map(([, name = '']) => withoutDefault(name));
  const [first, second] = quoted;
  return [...quoted, ...strings, ...(second === undefined ? [] : [`${second}.${first}`])];
}

function withoutDefault(name: string): string {
  return name.replace(/^public[.]/, '');
}
