import type { Blocks, Work } from './observation.ts';
import type { DialectId } from './project.ts';

/** Sizes of a live database without any data of it, as `.holdpoint/stats.json` keeps them. */
export interface Statistics {
  readonly dialect: DialectId;
  /** As the server tells it: `16.4`. */
  readonly version: string;
  /** ISO 8601 in UTC. */
  readonly takenAt: string;
  readonly tables: readonly TableStatistics[];
  /** Settings that decide how long work takes: `maintenance_work_mem` → `64MB`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Standby servers that replay what is written; 0 for none, null when nobody can tell. */
  readonly replicas: number | null;
}

/** Statistics as a review uses them. */
export interface KnownStatistics {
  readonly statistics: Statistics;
  /** The file that they come from, for messages. */
  readonly path: string;
  /** Young enough for a table to be taken for small. */
  readonly fresh: boolean;
}

export interface TableStatistics {
  /** As in the catalog. */
  readonly name: string;
  /** An estimate of the server; null when it has none. */
  readonly rows: number | null;
  /** Bytes of the table without indexes, with what is stored out of line. */
  readonly bytes: number;
  readonly indexes: readonly IndexStatistics[];
  /** What the rows hold, column by column; absent where they were never analyzed, or the reader may not see it. */
  readonly columns?: readonly ColumnStatistics[];
  /** The partitioned table that it is a part of, whose numbers are the sums of all parts; absent for others. */
  readonly partitionOf?: string;
}

/** How many values a column holds, as the server estimates it; never which ones. */
export interface ColumnStatistics {
  /** As in the catalog, without the table. */
  readonly name: string;
  /** Different values, NULL not counted; null when the server has no estimate. */
  readonly distinct: number | null;
  /** Share of rows without a value, from 0 to 1. */
  readonly nulls: number;
}

export interface IndexStatistics {
  readonly name: string;
  readonly bytes: number;
}

/** How fast a server works; each a configured number or the usual one. */
export interface WorkRates {
  /** Bytes a second of a full scan. */
  readonly scan: number;
  /** Bytes a second of a rewritten table. */
  readonly rewrite: number;
  /** Bytes a second of the table that an index is built on. */
  readonly indexBuild: number;
  /** Rows a second that one statement changes. */
  readonly rows: number;
  /** Milliseconds that one batch of a backfill takes, without the pause. */
  readonly batch: number;
}

/** The usual rates; `docs/estimates.md` tells where they come from. */
export const USUAL_RATES: WorkRates = {
  scan: 100_000_000,
  rewrite: 30_000_000,
  indexBuild: 30_000_000,
  rows: 10_000,
  batch: 200,
};

/** Up to where work on a table is no alarm, although others wait for it. */
export interface SmallTables {
  /** A table with as many rows is not small any more; 0 takes none for small. */
  readonly rows: number;
  /** Milliseconds; a transaction whose work takes as long is not short any more. */
  readonly time: number;
}

export const USUAL_SMALL_TABLES: SmallTables = { rows: 10_000, time: 1000 };

/** What a statement will take on the reader's own tables. */
export interface Estimate {
  readonly relation: string;
  readonly rows: number | null;
  readonly bytes: number | null;
  /** How long the lock is felt; `instant` for less than a second. Null seconds when the size is unknown. */
  readonly seconds: number | null;
  readonly class: 'instant' | 'seconds' | 'minutes' | 'hours' | 'unknown';
  /** Bytes that must be free while it runs; 0 for none, null when the size is unknown. */
  readonly disk: number | null;
  /** Seconds that standby servers fall behind; null when there are none or nobody can tell. */
  readonly lag: number | null;
  /** Where the numbers come from, in one sentence. */
  readonly basis: string;
  /** The query that tells the size, where it is unknown. */
  readonly query: string | null;
  /** Seconds that the rows take in batches with pauses between them; absent where no rows are changed. */
  readonly backfill?: number;
}

/** What one statement will take on one relation. */
export interface RelationEstimate extends Estimate {
  /** What grows with the relation; empty where nothing does. */
  readonly works: readonly Work[];
  readonly blocks: Blocks;
}

/** What one statement will take on the reader's own tables. */
export interface StatementEstimate {
  /** Index of the migration in the rehearsal, and of the statement in it. */
  readonly migration: number;
  readonly statement: number;
  readonly path: string;
  readonly line: number;
  /** All relations together; null when the size of one is unknown. */
  readonly seconds: number | null;
  readonly class: Estimate['class'];
  /** True when all that its transaction works on is known to be small, and its work to be short. */
  readonly small: boolean;
  /** Sorted by name; only relations that others are kept from, or that the statement works on. */
  readonly relations: readonly RelationEstimate[];
}
