import type { ProbeResult } from '../../model/rehearsal.ts';
import type { Break } from './break.ts';

/** Queries that name every column of their table, so that each column that goes breaks them. */
const NAMES_ALL = /^(reads of|filters on columns of|inserts into) /;

/**
 * A query that broke is not tried again. Where several columns of a table go one after the other, the later ones are
 * given the queries that the first one broke, without its answers.
 */
export function withEarlierQueries(breaks: readonly Break[]): Break[] {
  return breaks.map((broken, at) =>
    takesColumnAway(broken)
      ? { ...broken, probes: [...earlierQueries(broken, breaks.slice(0, at)), ...broken.probes] }
      : broken,
  );
}

function takesColumnAway({ cause }: Break): boolean {
  return cause?.object.kind === 'column' && (cause.kind === 'drop' || cause.kind === 'rename');
}

function earlierQueries({ relation, probes }: Break, earlier: readonly Break[]): ProbeResult[] {
  const known = new Set(probes.map(({ breaks }) => breaks));
  return earlier
    .filter((other) => takesColumnAway(other) && other.relation === relation)
    .flatMap((other) => other.probes)
    .filter(({ breaks }) => breaks !== null && NAMES_ALL.test(breaks) && !known.has(breaks))
    .map((probe) => ({ ...probe, error: null }));
}
