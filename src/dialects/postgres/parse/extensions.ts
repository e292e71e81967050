import type { SqlSource } from '../../../model/migration.ts';

/** Also inside of `DO` blocks, functions and comments; one too many costs nothing. */
const CREATION = /\bCREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?("(?:[^"]|"")+"|[\w$]+)/gi;

/** Names of the extensions that the SQL creates, as the catalog of extensions knows them; sorted. */
export function extensionsOf(sources: readonly SqlSource[]): readonly string[] {
  const names = new Set<string>();
  for (const { text } of sources) {
    for (const [, name = ''] of text.matchAll(CREATION)) names.add(unquoted(name));
  }
  return [...names].sort();
}

/** `"uuid-ossp"` → `uuid-ossp`, `PGCRYPTO` → `pgcrypto`. */
function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
