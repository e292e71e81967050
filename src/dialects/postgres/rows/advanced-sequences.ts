import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { SeedRow } from '../../../model/dialect.ts';
import { numberFact } from '../../catalog/facts.ts';
import { literal, qualified } from './names.ts';

/** How far sequences are moved, past the numbers that synthetic rows use. */
const DISTANCE = 1000;

/** Moves each sequence, so that numbers which the server gives do not meet those of synthetic rows. */
export function advancedSequences(catalog: Catalog): SeedRow[] {
  return objectsOf(catalog, 'sequence').flatMap((sequence) => {
    const value = advancedValue(sequence);
    if (value === null) return [];
    return [
      {
        relation: sequence.name,
        attempts: [`SELECT setval(${literal(qualified(sequence.name))}, ${value})`],
      },
    ];
  });
}

/** Null for a sequence that counts down or has no room. */
function advancedValue(sequence: CatalogObject): number | null {
  const start = numberFact(sequence, 'start') ?? 1;
  const most = numberFact(sequence, 'max') ?? 0;
  const step = numberFact(sequence, 'increment') ?? 1;
  return step > 0 && start + DISTANCE <= most ? start + DISTANCE : null;
}
