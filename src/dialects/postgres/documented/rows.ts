import type { Change, ChangeOf } from '../../../model/change.ts';
import type { Blocks } from '../../../model/observation.ts';
import { each, family } from './entry.ts';
import type { Entries, Touch } from './entry.ts';
import type { Schema } from './schema.ts';

/** Statements that read or write rows; https://www.postgresql.org/docs/18/explicit-locking.html */
export const ROWS = {
  'insert-rows': {
    page: 'sql-insert',
    touches: (change) => (change.bounded === 'literal' ? few(change) : many(change, 'schema-changes')),
  },
  'update-rows': { page: 'sql-update', touches: written },
  'delete-rows': { page: 'sql-delete', touches: written },
  'merge-rows': { page: 'sql-merge', touches: written },
  'copy-rows': { page: 'sql-copy', touches: (change) => many(change, 'schema-changes') },
  query: { page: 'sql-select', touches: queried },
} satisfies Partial<Entries>;

/** Rows that are updated or deleted stay locked until the transaction ends. */
function written(
  change: ChangeOf<'update-rows' | 'delete-rows' | 'merge-rows'>,
  schema: Schema,
): readonly Touch[] {
  if (change.bounded === 'literal') return few(change);
  const heirs = family(change, schema, 'RowExclusiveLock', 'rows');
  return [...many(change, 'writes'), ...heirs.map((touch): Touch => ({ ...touch, blocks: 'writes' }))];
}

/** Locked rows can be read, but not written. */
function queried(change: ChangeOf<'query'>): readonly Touch[] {
  if (change.locksRows !== true) return each(readsOf(change), 'AccessShareLock', 'scan');
  return each(readsOf(change), 'RowShareLock', 'scan').map((touch) => ({ ...touch, blocks: 'writes' }));
}

function few(change: Change): Touch[] {
  return [...own(change, 'metadata'), ...each(change.reads ?? [], 'AccessShareLock')];
}

function many(change: Change, blocks: Blocks): Touch[] {
  const touches = own(change, 'rows').map((touch) => ({ ...touch, blocks }));
  return [...touches, ...each(change.reads ?? [], 'AccessShareLock', 'scan')];
}

function own({ relation }: Change, work: Touch['work']): Touch[] {
  return relation === null ? [] : each([relation], 'RowExclusiveLock', work);
}

function readsOf({ relation, reads = [] }: Change): string[] {
  return relation === null ? [...reads] : [relation, ...reads];
}
