import type { Feature } from './feature.ts';
import { NAMES } from './names.ts';
import { SINCE_14 } from './since-14.ts';
import { SINCE_15 } from './since-15.ts';
import { SINCE_16 } from './since-16.ts';
import { SINCE_17 } from './since-17.ts';
import { SINCE_18 } from './since-18.ts';

/** Everything that is known to need a newer server than PostgreSQL 13, by version and id. */
export const FEATURES: readonly Feature[] = [
  ...SINCE_14,
  ...SINCE_15,
  ...SINCE_16,
  ...SINCE_17,
  ...SINCE_18,
  ...NAMES,
].sort((left, right) => left.since - right.since || (left.id < right.id ? -1 : 1));

/** The manual's page of the version that brought the feature. */
export function featureLink({ since, page }: Feature): string {
  return `https://www.postgresql.org/docs/${since}/${page}.html`;
}
