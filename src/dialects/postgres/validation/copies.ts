import type { Catalog } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { copyOf, type Copy } from './copied-rows.ts';
import type { Query } from './query.ts';
import { reconcileQuery } from './reconcile.ts';

/** Both sides of a copy against each other: counts, checksums, missing rows, rows too many, sums, samples, ranges. */
export function copyQueries(
  { statement, after }: RehearsedStatement,
  end: Catalog,
  shipped: Catalog | null,
): Query[] {
  if (statement.kind === 'unreadable') return [];
  const copy = statement.changes.some(({ kind }) => kind === 'insert-rows')
    ? copyOf(statement.sql, { after, end }, shipped)
    : null;
  if (copy === null) return [];
  const onlyWhereAlone = [countsQuery(copy), checksumQuery(copy), ...sumQueries(copy), orphanQuery(copy)];
  return [
    ...(copy.isAlone ? onlyWhereAlone : []),
    missingQuery(copy),
    sampleQuery(copy),
    ...(copy.isAlone ? reconcileQuery(copy) : []),
  ];
}

function queryOf({ name }: Copy, title: string, sql: string): Query {
  return { when: 'after', title, sql, expect: '0', reason: `The statement copies rows into ${name}` };
}

/** How many answers differ from the first, of a query that is asked of both sides. */
function compared(copy: Copy, answer: string): string {
  return `SELECT count(*) - 1 AS differences FROM (SELECT ${answer} FROM (${copy.source}) AS old UNION SELECT ${answer} FROM (${copy.target}) AS new) AS answers`;
}

function countsQuery(copy: Copy): Query {
  const sql = `SELECT count(DISTINCT rows) - 1 AS differences FROM (SELECT count(*) AS rows FROM (${copy.source}) AS old UNION ALL SELECT count(*) FROM (${copy.target}) AS new) AS counts`;
  return queryOf(copy, `Rows of ${copy.name} against those of its source: other number`, sql);
}

function checksumQuery(copy: Copy): Query {
  const sum = `md5(string_agg(md5(${rowText(copy)}), ',' ORDER BY md5(${rowText(copy)})))`;
  return queryOf(
    copy,
    `Ordered checksum of ${copy.name} against that of its source: other rows`,
    compared(copy, sum),
  );
}

/** The columns of a side as one text. */
function rowText({ columns }: Copy): string {
  return `ROW(${columns.map(({ name }) => name).join(', ')})::text`;
}

function sumQueries(copy: Copy): Query[] {
  const numbers = copy.columns.filter(({ isNumber }) => isNumber).map(({ name }) => name);
  if (numbers.length === 0) return [];
  const answer = numbers.map((name) => `count(${name}), sum(${name}), avg(${name})`).join(', ');
  return [
    queryOf(
      copy,
      `Counts, sums and averages of ${copy.name} against those of its source: other values`,
      compared(copy, answer),
    ),
  ];
}

function missingQuery(copy: Copy): Query {
  const sql = `SELECT count(*) AS missing FROM (${copy.source} EXCEPT ${copy.target}) AS missing`;
  return queryOf(copy, `Rows that ${copy.name} lacks`, sql);
}

function orphanQuery(copy: Copy): Query {
  const sql = `SELECT count(*) AS orphans FROM (${copy.target} EXCEPT ${copy.source}) AS orphans`;
  return queryOf(copy, `Rows of ${copy.name} that its source does not have`, sql);
}

/** Always the same rows, so that two people see the same. */
function sampleQuery(copy: Copy): Query {
  const sample = `SELECT * FROM (${copy.source}) AS old ORDER BY md5('sample' || ${rowText(copy)}) LIMIT 100`;
  const sql = `SELECT count(*) AS differences FROM ((${sample}) EXCEPT ${copy.target}) AS sample`;
  return queryOf(copy, `100 rows by chance that ${copy.name} does not have alike`, sql);
}
