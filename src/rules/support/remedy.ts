import type { Remedy } from '../../model/finding.ts';
import { advice } from './hit.ts';
import type { Place } from './place.ts';

/** The rehearsed safe way for the statement where there is one, else the advice. */
export function remedyFor(place: Place, otherwise: string): Remedy {
  const safeWay = place.migration.safeWays.find((way) => way.replaces === place.index);
  if (safeWay === undefined) return advice(otherwise);
  return { text: safeWay.note, sql: safeWay.sql, rehearsed: true };
}
