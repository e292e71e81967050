import type { Effect } from '../../model/observation.ts';
import { distinct } from './words.ts';

/** The locks and what shows the work: `ShareLock on orders (measured)`. */
export function effectEvidence(effects: readonly Effect[]): string[] {
  return distinct(
    effects.flatMap(({ lock, relation, witness, evidence }) => [
      ...(lock === '' ? [] : [`${lock} on ${relation} (${witness})`]),
      ...(evidence === '' ? [] : [evidence]),
    ]),
  );
}
