import type { BlockedRelation } from '../model/blocked-relations.ts';
import { BLOCKS } from '../model/observation.ts';
import type { Blocks } from '../model/observation.ts';

/** Tables that are blocked alike. */
export interface BlockedAlike {
  readonly blocks: Blocks;
  readonly relations: readonly string[];
}

/** Relations by what they are kept from, the strongest first. */
export function groupedBlocks(blocked: readonly BlockedRelation[]): BlockedAlike[] {
  return BLOCKS.toReversed().flatMap((blocks) => {
    const relations = blocked.filter((one) => one.blocks === blocks).map(({ relation }) => relation);
    return relations.length === 0 ? [] : [{ blocks, relations }];
  });
}
