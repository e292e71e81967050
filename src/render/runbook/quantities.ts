import { countOf } from '../../lib/count-of.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Bytes as the reader's own tools say it: `1.4 GB`, in steps of 1,024. */
export function bytesInWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${rounded(value)} ${UNITS[unit] ?? ''}`;
}

/** Seconds as a person says it: `about 40 minutes`. */
export function secondsInWords(seconds: number): string {
  if (seconds < 1) return 'less than a second';
  if (seconds < 2 * MINUTE) return `about ${countOf(Math.round(seconds), 'second')}`;
  if (seconds < 2 * HOUR) return `about ${countOf(Math.round(seconds / MINUTE), 'minute')}`;
  if (seconds < 2 * DAY) return `about ${rounded(seconds / HOUR)} hours`;
  return `about ${rounded(seconds / DAY)} days`;
}

/** One digit after the point where it still says something. */
function rounded(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}
