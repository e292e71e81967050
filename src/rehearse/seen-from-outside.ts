import { blocksAtLeast, type Effect } from '../model/observation.ts';

/**
 * Effects of a statement that refuses a transaction: the manual's, each measured one in its place where it says no
 * less, and what the manual does not mention. A look from outside can miss a short lock, and does not count rows.
 */
export function seenFromOutside(manual: readonly Effect[], measured: readonly Effect[]): readonly Effect[] {
  const confirmed = manual.map(
    (effect) =>
      measured.find((seen) => seen.relation === effect.relation && saysNoLess(seen, effect)) ?? effect,
  );
  const unmentioned = measured.filter(
    ({ relation }) => !manual.some((effect) => effect.relation === relation),
  );
  return [...new Set([...confirmed, ...unmentioned])];
}

function saysNoLess(seen: Effect, effect: Effect): boolean {
  return (
    blocksAtLeast(seen.blocks, effect.blocks) && (seen.work !== 'metadata' || effect.work === 'metadata')
  );
}
