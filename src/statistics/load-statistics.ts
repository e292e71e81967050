import { usageProblem } from '../model/problem.ts';
import type { KnownStatistics } from '../model/statistics.ts';
import { parseStatistics } from './parse-statistics.ts';

/** Where statistics are unless told otherwise. */
export const USUAL_STATISTICS = '.holdpoint/stats.json';

const DAY = 86_400_000;
/** Tables grow; a quarter of a year is long. */
const OLDEST_DAYS = 90;

/**
 * Reads the file at `path`, or `.holdpoint/stats.json` where there is one; null where there is none.
 *
 * @param now ISO 8601 in UTC: by it the statistics are fresh or old.
 * @throws Problem `no-statistics` when a path is given and nothing is there, or what `parseStatistics` throws.
 */
export async function loadStatistics(
  read: (path: string) => Promise<Uint8Array | null>,
  path: string | null,
  now: string,
): Promise<KnownStatistics | null> {
  const wanted = path ?? USUAL_STATISTICS;
  const bytes = await read(wanted);
  if (bytes !== null) {
    const statistics = parseStatistics(bytes, wanted);
    return { statistics, path: wanted, fresh: isFresh(statistics.takenAt, now) };
  }
  if (path === null) return null;
  throw usageProblem(
    'no-statistics',
    `There is no statistics file ${path}.`,
    'Write it with holdpoint stats, or name a file that is there.',
  );
}

/** A clock that is ahead by more than a day is not to be trusted either. */
function isFresh(takenAt: string, now: string): boolean {
  const days = (Date.parse(now) - Date.parse(takenAt)) / DAY;
  return days <= OLDEST_DAYS && days >= -1;
}
