import { blocksAtLeast, type Work } from '../../model/observation.ts';
import type { TableStatistics, WorkRates } from '../../model/statistics.ts';
import type { RelationWork } from './work-on.ts';

/** A relation with what is done to it, in numbers. */
export interface Load {
  readonly size: TableStatistics;
  readonly work: RelationWork;
  /** Indexes that the statement builds. */
  readonly builds: number;
  /** Rows that it changes; null when nobody knows. */
  readonly rows: number | null;
}

/** Two passes over the table, and waits for older transactions between them. */
const CONCURRENT_PASSES = 2;

/** Seconds that the work takes; null when that is unknown. A rewrite copies the table, then builds all indexes anew. */
export function workSeconds(load: Load, rates: WorkRates): number | null {
  const { works } = load.work;
  // The rewrite reads, and builds the indexes, by itself.
  const counted: readonly Work[] = works.includes('rewrite')
    ? works.filter((work) => work === 'rewrite' || work === 'rows')
    : works;
  return counted.reduce<number | null>((total, work) => {
    const seconds = secondsOf(work, load, rates);
    return total === null || seconds === null ? null : total + seconds;
  }, 0);
}

function secondsOf(
  work: Work,
  { size, work: { blocks }, builds, rows }: Load,
  rates: WorkRates,
): number | null {
  switch (work) {
    case 'metadata':
      return 0;
    case 'scan':
      return size.bytes / rates.scan;
    case 'rewrite':
      return size.bytes / rates.rewrite + (size.indexes.length * size.bytes) / rates.indexBuild;
    case 'index-build': {
      const passes = blocksAtLeast(blocks, 'writes') ? 1 : CONCURRENT_PASSES;
      return (passes * builds * size.bytes) / rates.indexBuild;
    }
    case 'rows':
      return rows === null ? null : rows / rates.rows;
  }
}

const MINUTE = 60;
const HOUR = 3600;

/** How long is felt. */
export function classOf(seconds: number | null): 'instant' | 'seconds' | 'minutes' | 'hours' | 'unknown' {
  if (seconds === null) return 'unknown';
  if (seconds < 1) return 'instant';
  if (seconds < MINUTE) return 'seconds';
  return seconds < HOUR ? 'minutes' : 'hours';
}
