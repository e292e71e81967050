/** Parts of a catalog name, still quoted: `sales."Order"` is `sales` and `"Order"`. */
export function nameParts(name: string): string[] {
  return name.match(/"[^"]*(?:""[^"]*)*"|[^."]+/g) ?? [];
}

/** The name with its schema, so that it means the same whatever the search path is. */
export function qualified(name: string): string {
  return nameParts(name).length > 1 ? name : `public.${name}`;
}

/** Schema and object of a catalog name, without quotes. */
export function bareParts(name: string): { readonly schema: string; readonly object: string } {
  const [schema = '', object = ''] = nameParts(qualified(name)).map(bare);
  return { schema, object };
}

/** An identifier without its quotes. */
export function bare(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
}

/** A string constant. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
