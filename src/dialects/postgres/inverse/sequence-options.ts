import type { CatalogObject } from '../../../model/catalog.ts';
import { isFact, textFact } from './facts.ts';

/** Options of a sequence by fact, with the words of SQL before the value. */
const OPTIONS: readonly (readonly [fact: string, words: string])[] = [
  ['type', 'AS'],
  ['increment', 'INCREMENT BY'],
  ['min', 'MINVALUE'],
  ['max', 'MAXVALUE'],
  ['start', 'START WITH'],
  ['cache', 'CACHE'],
];

const LIMITS: Readonly<Record<string, string>> = {
  smallint: '32767',
  integer: '2147483647',
  bigint: '9223372036854775807',
};

/** What a sequence has when nothing is said; the type of an identity column's sequence follows the column. */
function ordinary(sequence: CatalogObject, fact: string): string | null {
  const isDescending = textFact(sequence, 'increment')?.startsWith('-') === true;
  if (fact === 'type') return isFact(sequence, 'identity') ? textFact(sequence, 'type') : 'bigint';
  if (fact === 'increment' || fact === 'cache') return '1';
  if (isDescending) return fact === 'start' ? textFact(sequence, 'max') : null;
  if (fact === 'min') return '1';
  if (fact === 'start') return textFact(sequence, 'min');
  return LIMITS[textFact(sequence, 'type') ?? ''] ?? null;
}

/** Options that differ from `now`, or from what a new sequence has when `now` is null. */
export function sequenceOptions(sequence: CatalogObject, now: CatalogObject | null): string[] {
  const options: string[] = [];
  for (const [fact, words] of OPTIONS) {
    const value = textFact(sequence, fact);
    const present = now === null ? ordinary(sequence, fact) : textFact(now, fact);
    if (value !== null && value !== present) options.push(`${words} ${value}`);
  }
  const cycles = isFact(sequence, 'cycle');
  if (cycles !== (now !== null && isFact(now, 'cycle'))) options.push(cycles ? 'CYCLE' : 'NO CYCLE');
  return options;
}
