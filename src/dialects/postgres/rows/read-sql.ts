/** One row at most, so that the answer tells nothing but whether rows can be seen. */
export function readSql(relation: string, columns: readonly string[]): string {
  const list = columns.join(', ');
  return `SELECT count(*) AS rows FROM (SELECT ${list} FROM ${relation} LIMIT 1) AS seen`;
}
