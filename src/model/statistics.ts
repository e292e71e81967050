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

export interface TableStatistics {
  /** As in the catalog. */
  readonly name: string;
  /** An estimate of the server; null when it has none. */
  readonly rows: number | null;
  /** Bytes of the table without indexes, with what is stored out of line. */
  readonly bytes: number;
  readonly indexes: readonly IndexStatistics[];
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
  /** Milliseconds that one batch of a backfill takes, without the pause. */
  readonly batch: number;
}

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
}
