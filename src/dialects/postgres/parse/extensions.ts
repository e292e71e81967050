import type { Statement } from '../../../model/statement.ts';

/** Also inside of `DO` blocks and functions; one too many costs nothing. */
const CREATION = /\bCREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?("(?:[^"]|"")+"|[\w$]+)/gi;

/** Names of the extensions that the statements create, as the catalog of extensions knows them; sorted. */
export function extensionsOf(statements: readonly Statement[]): readonly string[] {
  const names = new Set<string>();
  for (const { sql } of statements) {
    for (const [, name = ''] of sql.matchAll(CREATION)) names.add(unquoted(name));
  }
  return [...names].sort();
}

/** `"uuid-ossp"` → `uuid-ossp`, `PGCRYPTO` → `pgcrypto`. */
function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
