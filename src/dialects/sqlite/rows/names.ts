/** The name with its schema, so that a temporary table of the same name does not stand before it. */
export function qualified(name: string): string {
  return `main.${name}`;
}

/** An identifier of the catalog without its quotes. */
export function bare(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
}

/** The name by which identifiers are the same: SQLite does not mind capitals. */
export function sameName(identifier: string): string {
  return bare(identifier).toLowerCase();
}

/** A string constant. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
