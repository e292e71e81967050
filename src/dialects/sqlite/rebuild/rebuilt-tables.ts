import { findObject, type Catalog } from '../../../model/catalog.ts';
import type { Change } from '../../../model/change.ts';
import { forgottenOf, type Forgotten } from '../../../model/forgotten.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import type { Statement } from '../../../model/statement.ts';

/** A table that a migration builds anew under its name. */
export interface RebuiltTable {
  readonly name: string;
  /** The statement that makes the new one, under its name or under that until the old one is gone; null where none is found. */
  readonly made: { readonly by: number; readonly as: string } | null;
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
      const made = makingOf(statements, droppedBy, name);
      return [{ name, made, droppedBy, forgotten, lacks: isAny(forgotten) }];
    }),
  );
}

function droppedIn({ statement }: RehearsedStatement): string[] {
  return changesOf(statement).flatMap((change) =>
    change.kind === 'drop' && change.of === 'table' ? [change.object] : [],
  );
}

function makingOf(
  statements: readonly RehearsedStatement[],
  droppedBy: number,
  name: string,
): RebuiltTable['made'] {
  const as = renamedFrom(statements.slice(droppedBy), name) ?? name;
  const by = statements.findIndex(
    ({ statement }, at) =>
      (as !== name || at > droppedBy) &&
      changesOf(statement).some((change) => change.kind === 'create-table' && change.object === as),
  );
  return by < 0 ? null : { by, as };
}

/** The name that a later statement changes to the table's. */
function renamedFrom(later: readonly RehearsedStatement[], name: string): string | null {
  const changes = later.flatMap(({ statement }) => changesOf(statement));
  return changes.find((change) => change.kind === 'rename' && change.to === name)?.object ?? null;
}

function changesOf(statement: Statement): readonly Change[] {
  return statement.kind === 'readable' ? statement.changes : [];
}

/** True when the old table still stands when the new one is made, so that it can go on counting where that one is. */
export function standsBeside({ made, name }: RebuiltTable): boolean {
  return made !== null && made.as !== name;
}

function isAny({ parts, constraints, collations, counter }: Forgotten): boolean {
  return parts.length + constraints.length + collations.length > 0 || counter;
}
