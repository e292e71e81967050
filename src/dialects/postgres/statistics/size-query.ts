/**
 * Tells size and rows of one relation.
 *
 * @param relation as in the catalog, so that it is quoted already where SQL needs it.
 */
export function sizeQuery(relation: string): string {
  const literal = `'${relation.replaceAll("'", "''")}'`;
  return [
    `SELECT pg_size_pretty(pg_table_size(oid)) AS "table", pg_size_pretty(pg_indexes_size(oid)) AS indexes, reltuples::bigint AS "rows"`,
    `FROM pg_class WHERE oid = ${literal}::regclass;`,
  ].join(' ');
}
