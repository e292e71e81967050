import type { Statement } from '../../../model/statement.ts';

/** Names of the extensions that the statements create, as the catalog of extensions knows them; sorted. */
export function extensionsOf(statements: readonly Statement[]): readonly string[] {
  const names = new Set<string>();
  for (const statement of statements) {
    if (statement.kind === 'unreadable') continue;
    for (const change of statement.changes) {
      if (change.kind === 'create-extension') names.add(unquoted(change.object));
    }
  }
  return [...names].sort();
}

/** `"uuid-ossp"` → `uuid-ossp`. */
function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
