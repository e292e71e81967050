/** A relation's name as in the catalog: quoted where needed, without the default schema. Needs `c` and `n`. */
export const RELATION_NAME = `CASE n.nspname WHEN 'public' THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
  || pg_catalog.quote_ident(c.relname)`;

/** Objects below this number belong to the system. https://www.postgresql.org/docs/current/system-catalog-initial-data.html */
export const FIRST_USER_OID = 16384;
