import type { BatchSettings } from '../../model/brief.ts';
import type { SmallTables, Statistics, WorkRates } from '../../model/statistics.ts';

/** What estimates are made of. */
export interface Sizing {
  /** Null when nobody told; every size is unknown then. */
  readonly statistics: Statistics | null;
  /** Young enough for a table to be taken for small. */
  readonly fresh: boolean;
  readonly rates: WorkRates;
  readonly batch: BatchSettings;
  readonly small: SmallTables;
  /** The query that tells the size of a relation; null where the dialect has none. */
  readonly sizeQuery: (relation: string) => string | null;
}
