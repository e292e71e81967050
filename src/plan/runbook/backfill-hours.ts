import type { Backfill } from '../../model/backfill.ts';
import type { Matter } from './matter.ts';

/** What a batch itself takes where nobody measured it, in milliseconds. */
const USUAL_BATCH_TIME = 100;
const HOUR = 3_600_000;

/** Hours of all backfills, one after the other: rows ÷ batch × (batch time + pause). Null when a size is unknown. */
export function backfillHours(matter: Matter): number | null {
  if (matter.backfills.length === 0) return null;
  const hours = matter.backfills.map((backfill) => hoursOf(backfill, matter));
  return hours.includes(null) ? null : hours.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

function hoursOf(
  { path, line, relation, batch }: Backfill,
  { estimates, statistics }: Matter,
): number | null {
  const known = estimates.find((one) => one.path === path && one.line === line)?.estimate.seconds ?? null;
  if (known !== null) return (known * 1000) / HOUR;
  const rows = statistics?.tables.find(({ name }) => name === relation)?.rows ?? null;
  return rows === null ? null : ((rows / batch.rows) * (USUAL_BATCH_TIME + batch.pause)) / HOUR;
}
