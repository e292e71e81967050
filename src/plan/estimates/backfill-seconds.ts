import type { BatchSettings } from '../../model/brief.ts';
import type { WorkRates } from '../../model/statistics.ts';

/** Usual time of a batch is that of so many rows. */
const ROWS_OF_RATE = 1000;

/** Seconds that rows take in batches: each its own time, which grows with its rows, and the pause after it. */
export function backfillSeconds(rows: number, batch: BatchSettings, rates: WorkRates): number {
  const time = (rates.batch * batch.rows) / ROWS_OF_RATE + batch.pause;
  return (Math.ceil(rows / batch.rows) * time) / 1000;
}
