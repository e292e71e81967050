import { needsQuotes } from './keywords.ts';

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The identifier as SQL writes it: in quotes only where it needs them. Capitals stay, as SQLite keeps them. */
export function quoteIdentifier(name: string): string {
  return PLAIN.test(name) && !needsQuotes(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A name and the schema that it is written with; null when there is none. */
export interface QualifiedName {
  readonly schema: string | null;
  readonly name: string;
}

/** The name as the catalog writes it: quoted where needed, without the default schema `main`. */
export function displayName({ schema, name }: QualifiedName): string {
  if (schema === null || schema.toLowerCase() === 'main') return quoteIdentifier(name);
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
