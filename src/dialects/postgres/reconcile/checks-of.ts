import { NO_ERROR, type SeriesCheck } from '../../../model/series.ts';
import {
  checksumQuery,
  countsQuery,
  differingQuery,
  missingQuery,
  orphanQuery,
  sampleQuery,
  sumQueries,
  valuesQuery,
} from '../validation/both-sides.ts';
import type { Copy } from '../validation/copied-rows.ts';
import type { Query } from '../../validation/query.ts';
import { walkBlock } from './walk-block.ts';

/** The checks of two sides, by what they compare. */
export interface SideChecks {
  readonly counts: readonly SeriesCheck[];
  readonly sums: readonly SeriesCheck[];
  /** By the key, so that a row that is there twice is the same row. */
  readonly joined: readonly SeriesCheck[];
  /** Those that notice any row that is not on both sides alike, and as often. */
  readonly rows: readonly SeriesCheck[];
  readonly missing: readonly SeriesCheck[];
  readonly orphans: readonly SeriesCheck[];
  readonly sample: readonly SeriesCheck[];
}

/** Every check of two sides: numbers, rows that differ, checksums, missing rows, rows too many, sums, samples, ranges. */
export function checksOf(copy: Copy, inOneTable: boolean): SideChecks {
  const checks = (queries: readonly Query[]): SeriesCheck[] => queries.map(checkOf);
  const values = copy.columns.filter(({ name }) => !copy.key.includes(name));
  return {
    counts: checks([inOneTable ? valuesQuery(copy) : countsQuery(copy)]),
    sums: checks(sumQueries(inOneTable ? { ...copy, columns: values } : copy)),
    joined: checks(differingQuery(copy)),
    rows: [...checks([checksumQuery(copy)]), ...walkCheck(copy)],
    missing: checks([missingQuery(copy)]),
    orphans: checks([orphanQuery(copy)]),
    sample: checks([sampleQuery(copy)]),
  };
}

/** In the order in which they are asked. */
export function allOf({ counts, sums, joined, rows, missing, orphans, sample }: SideChecks): SeriesCheck[] {
  return [...counts, ...joined, ...rows, ...missing, ...orphans, ...sums, ...sample];
}

function checkOf({ title, sql, reason }: Query): SeriesCheck {
  return { title, sql, expect: '0', reason, transactional: true };
}

function walkCheck(copy: Copy): SeriesCheck[] {
  const sql = walkBlock(copy);
  if (sql === null) return [];
  return [
    {
      title: `Differences between ${copy.name} and ${copy.sourceName}, range by range of the key`,
      sql,
      expect: NO_ERROR,
      reason: `${copy.reason}. For large tables: it only reads, can be broken off and run again in the same session, and goes on while rows are written; a range that differs is read again before it is reported`,
      transactional: false,
    },
  ];
}
