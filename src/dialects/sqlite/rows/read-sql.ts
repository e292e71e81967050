import { qualified } from './names.ts';

/**
 * One row at most, so that the answer tells nothing but whether rows can be seen. Each name comes with its table: alone, a
 * quoted one that is no column would be taken for a string. https://www.sqlite.org/quirks.html#dblquote
 */
export function readSql(relation: string, columns: readonly string[]): string {
  const list = columns.map((column) => `seen.${column}`).join(', ');
  return `SELECT count(*) AS rows FROM (SELECT ${list} FROM ${qualified(relation)} AS seen LIMIT 1)`;
}
