import type { Backfill } from '../../model/backfill.ts';
import type { BatchSettings, Brief, BriefMetric } from '../../model/brief.ts';
import type { Plan } from '../../model/plan.ts';
import type { Series } from '../../model/series.ts';
import type { Estimate, Statistics } from '../../model/statistics.ts';
import type { Surroundings } from '../../model/surroundings.ts';

/** All that a runbook is made of. What nobody looked for is null; what was looked for and not found is empty. */
export interface RunbookInput {
  /** Null where there is no SQL: most moves of a provider or of infrastructure. */
  readonly plan: Plan | null;
  /** Null when nobody wrote one; what only people know becomes open questions then. */
  readonly brief: Brief | null;
  readonly series: readonly Series[];
  readonly backfills: readonly Backfill[];
  readonly statistics: Statistics | null;
  readonly estimates: readonly PlacedEstimate[];
  readonly surroundings: Surroundings | null;
  readonly settings: RunbookSettings;
}

/** What a statement will take on the reader's tables, by its place. */
export interface PlacedEstimate {
  readonly path: string;
  readonly line: number;
  readonly estimate: Estimate;
}

/** What the configuration says; a brief goes before it. */
export interface RunbookSettings {
  /** Days between the switch and the contract. */
  readonly bakeDays: number;
  readonly batch: BatchSettings;
  /** Thresholds by the metric's id, over the usual ones. */
  readonly metrics: Readonly<Record<string, BriefMetric>>;
  /** Command of the database's own client that runs a file or one query: `psql -X`; null when nobody knows one. */
  readonly client: string | null;
  /** Commands that tell how far a replica is behind, for a way of replicating as people call it; null when unknown. */
  readonly replicationLag?: (replication: string) => readonly string[] | null;
}
