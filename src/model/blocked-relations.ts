import { objectsOf } from './catalog.ts';
import type { ObjectKind } from './catalog.ts';
import { blocksAtLeast } from './observation.ts';
import type { Blocks } from './observation.ts';
import type { Rehearsal, RehearsedStatement } from './rehearsal.ts';

/** Names and identities of what is shipped. */
export interface Shipped {
  readonly names: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

/** What a statement keeps others from on one table that is shipped. */
export interface BlockedRelation {
  readonly relation: string;
  readonly blocks: Blocks;
  /** True when only a lock that an earlier statement took, and that is still held, keeps others from it. */
  readonly isHeld: boolean;
}

const RELATIONS: readonly ObjectKind[] = ['table', 'materialized-view', 'view', 'foreign-table', 'sequence'];

/** The relations that stood before the change; nobody can be waiting for the others. */
export function shippedRelations({ shipped }: Pick<Rehearsal, 'shipped'>): Shipped {
  const objects = RELATIONS.flatMap((kind) => objectsOf(shipped, kind));
  return { names: new Set(objects.map(({ name }) => name)), ids: new Set(objects.map(({ id }) => id)) };
}

/** True for a relation that is shipped; one that the change renames is still the same. */
export function isShipped(
  relation: string,
  { before }: RehearsedStatement,
  { names, ids }: Shipped,
): boolean {
  if (names.has(relation)) return true;
  return RELATIONS.some((kind) => ids.has(before.get(`${kind} ${relation}`)?.id ?? ''));
}

/**
 * What the statement keeps others from, by the locks that it takes and by those of earlier statements that it keeps
 * others waiting for; one entry for each shipped relation, sorted by its name.
 */
export function blockedBy(rehearsed: RehearsedStatement, shipped: Shipped): BlockedRelation[] {
  const locks = [
    ...rehearsed.effects.map(({ relation, blocks }) => ({ relation, blocks, isHeld: false })),
    ...rehearsed.held.map(({ relation, blocks }) => ({ relation, blocks, isHeld: true })),
  ];
  return strongestOf(
    locks.filter(
      ({ relation, blocks }) => blocksAtLeast(blocks, 'writes') && isShipped(relation, rehearsed, shipped),
    ),
  );
}

/** One entry for each relation with the most that it is kept from, sorted by its name. */
export function strongestOf(locks: readonly BlockedRelation[]): BlockedRelation[] {
  const byRelation = new Map<string, BlockedRelation>();
  for (const lock of locks) {
    const known = byRelation.get(lock.relation);
    // The first of equals stays: what a statement takes itself comes before what is held.
    if (known === undefined || !blocksAtLeast(known.blocks, lock.blocks)) byRelation.set(lock.relation, lock);
  }
  return [...byRelation.values()].sort((left, right) => (left.relation < right.relation ? -1 : 1));
}
