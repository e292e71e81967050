import { qualified } from './names.ts';

/**
 * Empties tables inside a transaction. There `PRAGMA foreign_keys` does nothing and no SQL switches triggers off, so that
 * keys are checked at its end only, and tables are gone through again: a row that `RESTRICT` kept, or that a trigger
 * wrote, goes the next time. What a trigger protects by an error stays.
 * https://www.sqlite.org/pragma.html#pragma_defer_foreign_keys
 */
export function removeRows(relations: readonly string[]): readonly string[] {
  if (relations.length === 0) return [];
  const deletes = relations.map((relation) => `DELETE FROM ${qualified(relation)}`);
  return ['PRAGMA defer_foreign_keys = ON', ...deletes, ...deletes.toReversed(), ...deletes];
}
