import { rowNumber, type Copy } from './copied-rows.ts';
import type { Query } from '../../validation/query.ts';

/** Keys of one range. */
const RANGE = 10_000;

/**
 * Compares both sides range by range and lists only those that differ. While writes go on, a range may differ for a
 * moment: what still differs when it is asked again is to be looked at.
 */
export function reconcileQuery(copy: Copy): Query[] {
  const [first] = copy.key;
  const column = copy.columns.find(({ name }) => name === first);
  if (first === undefined || column === undefined) return [];
  const isWhole = /^(?:smallint|integer|bigint)$/.test(column.type);
  const range = isWhole ? `${first} / ${RANGE}` : `left(md5(${first}::text), 2)`;
  const side = (rows: string): string =>
    `SELECT ${range} AS range, count(*) AS rows, sum(${rowNumber(copy)}) AS checksum FROM (${rows}) AS side GROUP BY 1`;
  return [
    {
      when: 'after',
      title: `Ranges of keys in which ${copy.name} and ${copy.sourceName} differ`,
      sql: `SELECT coalesce(old.range, new.range) AS range, old.rows AS source_rows, new.rows AS target_rows FROM (${side(copy.source)}) AS old FULL JOIN (${side(copy.target)}) AS new ON old.range = new.range WHERE old.checksum IS DISTINCT FROM new.checksum ORDER BY 1`,
      expect: '0 rows',
      reason: `${copy.reason}; this can be asked while writes go on`,
    },
  ];
}
