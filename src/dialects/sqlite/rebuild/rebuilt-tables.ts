import { findObject, type Catalog } from '../../../model/catalog.ts';
import { forgottenOf, type Forgotten } from '../../../model/forgotten.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';

/** A table that a migration builds anew under its name. */
export interface RebuiltTable {
  readonly name: string;
  /** Its name while the old one still stands; null where the text does not tell. */
  readonly fresh: string | null;
  /** Index of the statement that drops the old one. */
  readonly droppedBy: number;
  readonly forgotten: Forgotten;
  /** True when anything is forgotten. */
  readonly lacks: boolean;
}

/** Tables that statements drop and that are there again in the end, as the same ones. */
export function rebuiltTables(statements: readonly RehearsedStatement[], end: Catalog): RebuiltTable[] {
  return statements.flatMap((run, droppedBy) =>
    droppedIn(run).flatMap((name) => {
      const was = findObject(run.before, 'table', name);
      const isSame = was !== null && findObject(end, 'table', name)?.id === was.id;
      const forgotten = isSame ? forgottenOf(run.before, end, name) : null;
      if (forgotten === null) return [];
      const fresh = freshName(statements.slice(droppedBy), name);
      return [{ name, fresh, droppedBy, forgotten, lacks: isAny(forgotten) }];
    }),
  );
}

function droppedIn({ statement }: RehearsedStatement): string[] {
  if (statement.kind === 'unreadable') return [];
  return statement.changes.flatMap((change) =>
    change.kind === 'drop' && change.of === 'table' ? [change.object] : [],
  );
}

/** The name that a later statement changes to the table's. */
function freshName(later: readonly RehearsedStatement[], name: string): string | null {
  for (const { statement } of later) {
    if (statement.kind === 'unreadable') continue;
    const rename = statement.changes.find((change) => change.kind === 'rename' && change.to === name);
    if (rename !== undefined) return rename.object;
  }
  return null;
}

function isAny({ parts, constraints, collations, counter }: Forgotten): boolean {
  return parts.length + constraints.length + collations.length > 0 || counter;
}
