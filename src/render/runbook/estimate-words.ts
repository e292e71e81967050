import { countOf } from '../../lib/count-of.ts';
import type { Estimate } from '../../model/statistics.ts';
import { bytesInWords, secondsInWords } from './quantities.ts';

/** How long the lock is felt; a word of the class where nobody can tell seconds. */
export function durationInWords({ seconds, class: magnitude }: Estimate): string {
  if (magnitude === 'instant') return 'less than a second';
  if (seconds !== null) return secondsInWords(seconds);
  return magnitude === 'unknown' ? 'unknown' : magnitude;
}

/** Rows and bytes of the table; empty when neither is known. */
export function sizeInWords({ rows, bytes }: Pick<Estimate, 'rows' | 'bytes'>): string {
  return [
    ...(rows === null ? [] : [countOf(rows, 'row')]),
    ...(bytes === null ? [] : [bytesInWords(bytes)]),
  ].join(', ');
}
