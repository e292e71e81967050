import { rowText, type Copy } from './copied-rows.ts';
import type { Query } from '../../validation/query.ts';

function queryOf({ reason }: Copy, title: string, sql: string): Query {
  return { when: 'after', title, sql, expect: '0', reason };
}

/** How many answers differ from the first, of a query that is asked of both sides. */
function compared(copy: Copy, answer: string): string {
  return `SELECT count(*) - 1 AS differences FROM (SELECT ${answer} FROM (${copy.source}) AS old UNION SELECT ${answer} FROM (${copy.target}) AS new) AS answers`;
}

/** Rows on each side, one under the other. */
export function countsQuery(copy: Copy): Query {
  const sql = `SELECT count(DISTINCT rows) - 1 AS differences FROM (SELECT count(*) AS rows FROM (${copy.source}) AS old UNION ALL SELECT count(*) FROM (${copy.target}) AS new) AS counts`;
  return queryOf(copy, `Rows of ${copy.name} against those of ${copy.sourceName}: other number`, sql);
}

/** One digest of all rows, in the order of their own digests. */
export function checksumQuery(copy: Copy): Query {
  const sum = `md5(string_agg(md5(${rowText(copy)}), ',' ORDER BY md5(${rowText(copy)})))`;
  return queryOf(
    copy,
    `Ordered checksum of ${copy.name} against that of ${copy.sourceName}: other rows`,
    compared(copy, sum),
  );
}

/** Aggregates of the numeric columns; none without one. */
export function sumQueries(copy: Copy): Query[] {
  const numbers = copy.columns
    .filter(({ isNumber }) => isNumber)
    // Sums of floating-point numbers depend on the order of the rows.
    .map(({ name, type }) => (/^(?:real|double)/.test(type) ? `${name}::numeric` : name));
  if (numbers.length === 0) return [];
  const answer = numbers.map((name) => `count(${name}), sum(${name}), avg(${name})`).join(', ');
  return [
    queryOf(
      copy,
      `Counts, sums and averages of ${copy.name} against those of ${copy.sourceName}: other values`,
      compared(copy, answer),
    ),
  ];
}

/** What the source has and the target does not. */
export function missingQuery(copy: Copy): Query {
  const sql = `SELECT count(*) AS missing FROM (${copy.source} EXCEPT ${copy.target}) AS missing`;
  return queryOf(copy, `Rows missing in ${copy.name}`, sql);
}

/** What the target has and the source does not. */
export function orphanQuery(copy: Copy): Query {
  const sql = `SELECT count(*) AS orphans FROM (${copy.target} EXCEPT ${copy.source}) AS orphans`;
  return queryOf(copy, `Rows of ${copy.name} that are not in ${copy.sourceName}`, sql);
}

/** Rows that are found by their key on both sides and are not alike, or are on one side only. */
export function differingQuery(copy: Copy): Query[] {
  if (copy.key.length === 0) return [];
  const sql = `SELECT count(*) AS differences FROM (${copy.source}) AS old FULL JOIN (${copy.target}) AS new USING (${copy.key.join(', ')}) WHERE old::text IS DISTINCT FROM new::text`;
  return [queryOf(copy, `Differences between ${copy.name} and ${copy.sourceName}, row by row`, sql)];
}

/** Values on each side, where both are columns of the same rows. */
export function valuesQuery(copy: Copy): Query {
  const values = copy.columns.filter(({ name }) => !copy.key.includes(name));
  const answer = values.map(({ name }) => `count(${name})`).join(', ');
  return queryOf(
    copy,
    `Values of ${copy.name} against those of ${copy.sourceName}: other number`,
    compared(copy, answer),
  );
}

/** Always the same rows, so that two people see the same. */
export function sampleQuery(copy: Copy): Query {
  const sample = `SELECT * FROM (${copy.source}) AS old ORDER BY md5('sample' || ${rowText(copy)}) LIMIT 100`;
  const sql = `SELECT count(*) AS differences FROM ((${sample}) EXCEPT ${copy.target}) AS sample`;
  return queryOf(copy, `100 rows by chance that are not alike in ${copy.name}`, sql);
}
