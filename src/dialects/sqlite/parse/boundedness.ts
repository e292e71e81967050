import type { Boundedness } from '../../../model/change.ts';
import type { Expression } from './facts.ts';

const STRENGTH: readonly Boundedness[] = ['literal', 'filtered', 'all'];

/** What limits the rows that a condition picks: nothing when there is none, or none that can be false. */
export function conditionBound(condition: Expression | null): Boundedness {
  if (condition === null || condition.alwaysTrue) return 'all';
  return condition.limited ? 'literal' : 'filtered';
}

/** The bound that limits less. */
export function weaker(left: Boundedness, right: Boundedness): Boundedness {
  return STRENGTH.indexOf(left) >= STRENGTH.indexOf(right) ? left : right;
}
