import { objectsOf } from '../model/catalog.ts';
import type { ObjectKind } from '../model/catalog.ts';
import type { Rehearsal, RehearsedStatement } from '../model/rehearsal.ts';

/** Names and identities of what is shipped. */
export interface Shipped {
  readonly names: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

const RELATIONS: readonly ObjectKind[] = ['table', 'materialized-view', 'view', 'foreign-table', 'sequence'];

/** The relations that stood before the change; nobody can be waiting for the others. */
export function shippedRelations({ shipped }: Rehearsal): Shipped {
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
