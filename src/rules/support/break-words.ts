import { listInWords } from '../../lib/list-in-words.ts';
import type { ProbeResult } from '../../model/rehearsal.ts';
import type { Break } from './breaks.ts';
import { distinct, errorWords } from './words.ts';

const NAMED = 3;

/** What running code notices: "Reads of users.email fail and inserts into users fail." Empty when nothing was tried. */
export function whatBreaks(probes: readonly ProbeResult[]): string {
  return listInWords(distinct(probes.flatMap((probe) => probe.breaks ?? [])), NAMED);
}

/** Each broken query's own answer, each once. */
export function breakEvidence({ probes }: Break): string[] {
  return distinct(
    probes.map(({ sql, error, breaks }) => `${sql} → ${error === null ? (breaks ?? '') : errorWords(error)}`),
  ).slice(0, NAMED);
}
