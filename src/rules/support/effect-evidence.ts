import type { Effect } from '../../model/observation.ts';

/** The lock and what shows the work: `ShareLock on orders (measured)`. */
export function effectEvidence({ lock, relation, witness, evidence }: Effect): string[] {
  const held = lock === '' ? [] : [`${lock} on ${relation} (${witness})`];
  return evidence === '' ? held : [...held, evidence];
}
