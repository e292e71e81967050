import { countOf } from './count-of.ts';

const KILO = 1000;
const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** `8 kB`, `1.2 GB`: at most three digits, in powers of 1,000. */
export function bytesInWords(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= KILO - 0.5 && unit < UNITS.length - 1) {
    value /= KILO;
    unit += 1;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1).replace('.0', '') : String(Math.round(value))} ${UNITS[unit] ?? ''}`;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** `less than 1 s`, `40 s`, `4 min`, `2.5 h`, `3 days`: as exact as an estimate is. */
export function secondsInWords(seconds: number): string {
  if (seconds < 1) return 'less than 1 s';
  if (seconds < MINUTE - 0.5) return `${Math.round(seconds)} s`;
  if (seconds < HOUR - MINUTE / 2) return `${Math.round(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY)
    return `${(seconds / HOUR).toFixed(seconds < 10 * HOUR ? 1 : 0).replace('.0', '')} h`;
  return countOf(Math.round(seconds / DAY), 'day');
}
