import { code } from '../../lib/code.ts';
import type { Change } from '../../model/change.ts';
import type { Statement } from '../../model/statement.ts';

/** What a statement leaves behind when it fails half-way, and how to clear it away. */
export interface LeftBehind {
  readonly words: string;
  readonly sql: readonly string[];
}

/**
 * Statements that work in several transactions of their own do not take everything back when they fail.
 * https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
 */
export function leftBehindBy(statement: Statement): LeftBehind | null {
  if (statement.kind === 'unreadable') return null;
  return statement.changes.map(leftBy).find((left) => left !== null) ?? null;
}

function leftBy(change: Change): LeftBehind | null {
  if (change.kind === 'create-index' && change.concurrently) return ofBuild(change.index);
  if (change.kind === 'drop-index' && change.concurrently) {
    return {
      words: `${code(change.object)} stays and may be invalid`,
      sql: [`DROP INDEX CONCURRENTLY IF EXISTS ${change.object}`],
    };
  }
  if (change.kind === 'reindex' && change.concurrently) {
    const words = `the new index stays beside the old one, invalid, under its name with ${code('_ccnew')}`;
    return { words, sql: [] };
  }
  if (change.kind === 'detach-partition' && change.concurrently && change.relation !== null) {
    return {
      words: `${code(change.partition)} stays half detached`,
      sql: [`ALTER TABLE ${change.relation} DETACH PARTITION ${change.partition} FINALIZE`],
    };
  }
  return null;
}

function ofBuild(index: string | null): LeftBehind {
  if (index === null) return { words: 'an invalid index stays', sql: [] };
  return {
    words: `${code(index)} stays, invalid`,
    sql: [`DROP INDEX CONCURRENTLY IF EXISTS ${index}`],
  };
}
