import { COMPONENTS, type CodeReference, type Surroundings } from '../model/surroundings.ts';

/** Lines of code for a reader: those of the head, and those that only the base has, surest first, by component. */
export function shownReferences({ references: search }: Surroundings): CodeReference[] {
  const references = search?.references ?? [];
  const key = ({ object, path, text }: CodeReference): string => JSON.stringify([object, path, text]);
  const head = references.filter(({ side }) => side === 'head');
  const known = new Set(head.map(key));
  const gone = references.filter((each) => each.side === 'base' && !known.has(key(each)));
  const rank = ({ certainty, component }: CodeReference): number =>
    (certainty === 'sure' ? 0 : COMPONENTS.length) + COMPONENTS.indexOf(component);
  return [...head, ...gone].sort((left, right) => rank(left) - rank(right));
}

/** True when there is anything to tell. */
export function hasImpact(surroundings: Surroundings | undefined): surroundings is Surroundings {
  if (surroundings === undefined) return false;
  const { references, dependants, bakes, neighbors } = surroundings;
  const lists = [references?.references ?? [], dependants, bakes, neighbors];
  const isTold = references !== null && (references.unsearched !== null || references.files > 0);
  return isTold || lists.some((list) => list.length > 0);
}
