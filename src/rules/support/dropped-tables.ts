import type { RehearsedStatement } from '../../model/rehearsal.ts';

/** Names of the tables that the statement drops. */
export function droppedTables({ statement }: RehearsedStatement): string[] {
  if (statement.kind === 'unreadable') return [];
  return statement.changes.flatMap((change) =>
    change.kind === 'drop' && change.of === 'table' ? [change.object] : [],
  );
}
