import type { ChangeKind, ChangeOf } from '../../../model/change.ts';
import type { Blocks, Work } from '../../../model/observation.ts';
import type { Schema } from './schema.ts';

/** Table locks by the manual's names, as `pg_locks` writes them. */
export type Lock =
  | 'AccessShareLock'
  | 'RowShareLock'
  | 'RowExclusiveLock'
  | 'ShareUpdateExclusiveLock'
  | 'ShareLock'
  | 'ShareRowExclusiveLock'
  | 'ExclusiveLock'
  | 'AccessExclusiveLock';

/** What a change does to one relation. */
export interface Touch {
  readonly relation: string;
  readonly lock: Lock;
  readonly work: Work;
  /** What row locks block beyond the table's lock; absent when there is nothing more. */
  readonly blocks?: Blocks;
  /** Why nobody knows the work, where the schema does not tell enough; absent when it is known. */
  readonly untold?: string;
}

/** What the manual says of one kind of change: on which page, and what it touches in a given schema. */
export interface Entry<Kind extends ChangeKind> {
  /** Page of the manual without `.html`: `sql-altertable`. */
  readonly page: string;
  readonly touches: (change: ChangeOf<Kind>, schema: Schema) => readonly Touch[];
}

/** One entry per kind; a kind without one does not compile. */
export type Entries = { readonly [Kind in ChangeKind]: Entry<Kind> };

interface Placed {
  readonly relation: string | null;
  readonly only?: true;
}

/** Touches no relation that was there before. */
export function nowhere(page: string): { page: string; touches: () => readonly Touch[] } {
  return { page, touches: () => [] };
}

/** Touches the change's own relation. */
export function itself(
  page: string,
  lock: Lock,
  work: Work = 'metadata',
): { page: string; touches: (change: Placed) => readonly Touch[] } {
  return { page, touches: ({ relation }) => (relation === null ? [] : [{ relation, lock, work }]) };
}

/** Touches the change's own relation and, unless ONLY is said, its partitions and children. */
export function withChildren(
  page: string,
  lock: Lock,
  work: Work = 'metadata',
): { page: string; touches: (change: Placed, schema: Schema) => readonly Touch[] } {
  return { page, touches: (change, schema) => family(change, schema, lock, work) };
}

/** Touches the change's own relation and its partitions; what only inherits from it keeps its own. */
export function withPartitions(
  page: string,
  lock: Lock,
): { page: string; touches: (change: Placed, schema: Schema) => readonly Touch[] } {
  return { page, touches: (change, schema) => partitions(change, schema, lock, 'metadata') };
}

/** The change's own relation and, unless ONLY is said, its partitions, all alike. */
export function partitions(change: Placed, schema: Schema, lock: Lock, work: Work): Touch[] {
  if (change.relation === null) return [];
  const names = change.only === true ? [change.relation] : schema.withPartitions(change.relation);
  return each(names, lock, work);
}

/** The change's own relation and, unless ONLY is said, its partitions and children, all alike. */
export function family(change: Placed, schema: Schema, lock: Lock, work: Work): Touch[] {
  if (change.relation === null) return [];
  const names = change.only === true ? [change.relation] : schema.family(change.relation);
  return names.map((relation) => ({ relation, lock, work }));
}

/** Every one of these relations, all alike. */
export function each(relations: readonly string[], lock: Lock, work: Work = 'metadata'): Touch[] {
  return relations.map((relation) => ({ relation, lock, work }));
}
