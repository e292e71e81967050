import type { Catalog } from '../../../model/catalog.ts';

/**
 * The catalog without temporary objects: they end with their session or their transaction, so nobody brings them back.
 * https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-TEMPORARY
 */
export function lasting(catalog: Catalog): Catalog {
  const gone = [...catalog].filter(([, { name, relation }]) => isTemporary(relation ?? name));
  if (gone.length === 0) return catalog;
  const keys = new Set(gone.map(([key]) => key));
  return new Map([...catalog].filter(([key]) => !keys.has(key)));
}

function isTemporary(name: string): boolean {
  return name.startsWith('pg_temp.');
}
