import { strongerBlocks, type Blocks, type Effect, type Work } from '../../model/observation.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import { parentsOf } from './size-of.ts';

/** What a statement does to one relation that takes time, or keeps others from it. */
export interface RelationWork {
  readonly relation: string;
  /** Without `metadata`; sorted. */
  readonly works: readonly Work[];
  readonly blocks: Blocks;
}

/**
 * The work on each relation, sorted by name. What is done to partitions counts for the partitioned table where that is
 * touched, too: production has other partitions than a rehearsal. Of the server versions the slower one counts.
 */
export function workOn(statement: RehearsedStatement): RelationWork[] {
  const effects = [...statement.effects, ...(statement.elsewhere?.effects ?? [])];
  const touched = new Set(effects.map(({ relation }) => relation));
  const found = new Map<string, RelationWork>();
  for (const effect of effects) {
    const relation = wholeOf(effect.relation, touched, statement);
    found.set(relation, together(found.get(relation), effect, relation));
  }
  return [...found.values()]
    .filter(({ works, blocks }) => works.length > 0 || blocks === 'writes' || blocks === 'reads-and-writes')
    .sort((left, right) => (left.relation < right.relation ? -1 : 1));
}

function wholeOf(relation: string, touched: ReadonlySet<string>, { before }: RehearsedStatement): string {
  return parentsOf(relation, before).findLast((parent) => touched.has(parent)) ?? relation;
}

function together(known: RelationWork | undefined, { work, blocks }: Effect, relation: string): RelationWork {
  const works = new Set(known?.works ?? []);
  if (work !== 'metadata') works.add(work);
  return {
    relation,
    works: [...works].sort(),
    blocks: strongerBlocks(known?.blocks ?? 'nothing', blocks),
  };
}
