import type { ProbeResult } from './rehearsal.ts';

const FAIL = ' fail';

/** Goes without saying when any insert fails. */
const NARROWER = /^inserts with only the required columns into /;

/**
 * What the queries of running code notice, each once and those that fail together: `reads of a and inserts into a fail`.
 * `join` makes a list of words; empty when nothing breaks.
 */
export function breakageInWords(
  broken: readonly ProbeResult[],
  join: (words: readonly string[]) => string,
): string {
  const breaks = [...new Set(broken.flatMap((probe) => probe.breaks ?? []))];
  const failing = breaks.filter((text) => text.endsWith(FAIL)).map((text) => text.slice(0, -FAIL.length));
  const told = failing.filter(
    (text) =>
      !text.startsWith('inserts with only the required columns into ') ||
      !failing.includes(text.replace(NARROWER, 'inserts into ')),
  );
  const others = breaks.filter((text) => !text.endsWith(FAIL));
  return join([...(told.length === 0 ? [] : [`${join(told)}${FAIL}`]), ...others]);
}
