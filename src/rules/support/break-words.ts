import { breakageInWords } from '../../model/breakage.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { ProbeResult } from '../../model/rehearsal.ts';
import type { Break } from './break.ts';
import { distinct, errorWords } from './words.ts';

const NAMED = 3;

/** What running code notices: "reads of users.email and inserts into users fail". Empty when nothing was tried. */
export function whatBreaks(probes: readonly ProbeResult[]): string {
  return breakageInWords(probes, (words) => listInWords(words, NAMED));
}

/** What the engine answers to the queries that break, each answer once. */
export function breakEvidence({ probes }: Break): string[] {
  return distinct(
    probes.flatMap(({ error }) => (error === null ? [] : [`The engine answers: ${errorWords(error)}`])),
  ).slice(0, NAMED);
}
