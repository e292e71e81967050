import { QUOTED_KEYWORDS } from './keywords.ts';

const PLAIN = /^[a-z_][a-z0-9_]*$/;

/** The identifier as the server's `quote_ident` writes it: in quotes only where SQL needs them. */
export function quoteIdentifier(name: string): string {
  if (PLAIN.test(name) && !QUOTED_KEYWORDS.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** The name as the catalog writes it: quoted where needed, without the default schema `public`. */
export function displayName(schema: string | null, name: string): string {
  if (schema === null || schema === '' || schema === 'public') return quoteIdentifier(name);
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
