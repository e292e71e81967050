import { qualified } from './names.ts';

/** Empties tables without firing triggers or foreign keys and without a strong lock; inside a transaction. */
export function removeRows(relations: readonly string[]): readonly string[] {
  if (relations.length === 0) return [];
  return [
    `SET LOCAL session_replication_role = replica`,
    ...relations.map((relation) => `DELETE FROM ${qualified(relation)}`),
    `SET LOCAL session_replication_role = DEFAULT`,
  ];
}
