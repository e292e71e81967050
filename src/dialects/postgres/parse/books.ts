import type { Change } from '../../../model/change.ts';
import { bareParts } from '../rows/names.ts';
import { RUNNER_TABLES } from '../runner-tables.ts';

const ROW_WRITES: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'insert-rows',
  'update-rows',
  'delete-rows',
  'merge-rows',
]);

/** Tables of the program that runs migrations in which the changes write rows, sorted. */
export function booksWritten(changes: readonly Change[]): string[] {
  const written = changes.filter((change) => ROW_WRITES.has(change.kind) && isOfRunner(change));
  return [...new Set(written.map(({ object }) => object))].sort();
}

/** True when the changes do nothing but note in such a table what ran, or make one; to empty one is no bookkeeping. */
export function keepsBooks(changes: readonly Change[]): boolean {
  return changes.length > 0 && changes.every((change) => isOfRunner(change) && isBookkeeping(change));
}

function isBookkeeping(change: Change): boolean {
  if (change.kind === 'create-table' || change.kind === 'insert-rows') return true;
  return ROW_WRITES.has(change.kind) && 'bounded' in change && change.bounded !== 'all';
}

function isOfRunner({ relation }: Change): boolean {
  return relation !== null && RUNNER_TABLES.has(bareParts(relation).object);
}
