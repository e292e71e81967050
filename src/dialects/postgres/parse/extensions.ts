import type { SqlSource } from '../../../model/migration.ts';

/** Also inside of `DO` blocks, functions and comments; one too many costs nothing. */
const CREATION =
  /\b(?:CREATE|ALTER)\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?("(?:[^"]|"")+"|[\w$]+)((?:\s+(?:WITH|CASCADE|UPDATE|(?:SCHEMA|VERSION|TO)\s+(?:'[^']*'|"[^"]*"|[\w.]+)))*)/gi;
const VERSION = /\s(?:VERSION|TO)\s+['"]?([^'"\s]+)/i;

/**
 * Names of the extensions that the SQL creates, as the catalog of extensions knows them, and `name@version` where it
 * asks for one; sorted.
 */
export function extensionsOf(sources: readonly SqlSource[]): readonly string[] {
  const names = new Set<string>();
  for (const { text } of sources) {
    for (const [, name = '', options = ''] of text.matchAll(CREATION)) {
      names.add(unquoted(name));
      const version = VERSION.exec(options)?.[1];
      if (version !== undefined) names.add(`${unquoted(name)}@${version}`);
    }
  }
  return [...names].sort();
}

/** `"uuid-ossp"` → `uuid-ossp`, `PGCRYPTO` → `pgcrypto`. */
function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
