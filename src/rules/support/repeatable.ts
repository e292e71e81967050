import type { ChangeKind } from '../../model/change.ts';
import type { Statement } from '../../model/statement.ts';

/** True when running the statement again, after it was done, changes nothing and fails nowhere; told from its text. */
export function isRepeatable(statement: Statement): boolean {
  if (statement.kind === 'unreadable') return false;
  if (GUARDED.test(statement.sql)) return true;
  return statement.changes.every(({ kind }) => REPEATABLE.has(kind));
}

/** Words by which a statement minds what is there already. */
const GUARDED = /\bIF\s+(?:NOT\s+)?EXISTS\b|\bOR\s+(?:REPLACE|IGNORE)\b|\bON\s+CONFLICT\b/i;

/** What comes to the same when it is done twice. */
const REPEATABLE: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  ...(['set-not-null', 'drop-not-null', 'set-default', 'drop-default', 'set-type', 'set-options'] as const),
  ...(['validate-constraint', 'set-owner', 'set-row-security', 'set-storage', 'set-persistence'] as const),
  ...(['set-replica-identity', 'set-tablespace', 'comment', 'grant', 'revoke', 'query'] as const),
  ...(['update-rows', 'delete-rows', 'merge-rows', 'truncate-table', 'set-setting', 'lock-table'] as const),
  ...(['transaction-control', 'vacuum', 'vacuum-full', 'analyze', 'cluster', 'reindex'] as const),
  // What a block does is not in its kind; it gets the benefit of the doubt.
  ...(['do-block', 'call'] as const),
  ...(['refresh-materialized-view', 'alter-role', 'alter-function'] as const),
]);
