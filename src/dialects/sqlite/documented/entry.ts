import type { Change, ChangeKind, ChangeOf } from '../../../model/change.ts';
import type { Work } from '../../../model/observation.ts';
import type { Schema } from './schema.ts';

/** What a change does to one relation. */
export interface Touch {
  readonly relation: string;
  readonly work: Work;
  /** False for a statement that leaves the database as it is. */
  readonly writes: boolean;
}

/** What the manual says of one kind of change: on which page, and what it touches in a given schema. */
export interface Entry<Kind extends ChangeKind> {
  /** Page of the manual without `.html`, with a place on it: `lang_altertable#altertabdropcol`. */
  readonly page: string | ((change: ChangeOf<Kind>) => string);
  readonly touches: (change: ChangeOf<Kind>, schema: Schema) => readonly Touch[];
}

/** Entries of the kinds that SQLite has. */
export type Entries = { readonly [Kind in ChangeKind]?: Entry<Kind> };

/** Writes to the change's own relation. */
export function itself(page: string, work: Work = 'metadata'): Entry<ChangeKind> {
  return { page, touches: (change) => own(change, work) };
}

/** The change's own relation, written. */
export function own({ relation }: Pick<Change, 'relation'>, work: Work): Touch[] {
  return written(relation === null ? [] : [relation], work);
}

/** Every one of these relations, written. */
export function written(relations: readonly string[], work: Work): Touch[] {
  return relations.map((relation) => ({ relation, work, writes: true }));
}

/** The tables behind these relations, gone through; `writes` tells whether the statement writes elsewhere. */
export function scanned(relations: readonly string[], schema: Schema, writes: boolean): Touch[] {
  const tables = new Set(relations.flatMap((relation) => schema.tablesBehind(relation)));
  return [...tables].map((relation) => ({ relation, work: 'scan', writes }));
}
