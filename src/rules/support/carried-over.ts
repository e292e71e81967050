import { code } from '../../lib/code.ts';
import type { CatalogObject } from '../../model/catalog.ts';
import type { Change } from '../../model/change.ts';
import { pathWithin } from '../../model/place.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import { placesOf, type Place } from './place.ts';

/**
 * What an earlier statement of the change leaves behind of a table or column that goes, when it reads it and writes
 * elsewhere: `line 22 does not carry over to `share``. Null when no statement does; whether it carries all, nobody knows.
 */
export function carriedOver(rehearsal: Rehearsal, gone: Place, lost: CatalogObject): string | null {
  const earlier = placesOf(rehearsal).filter(
    ({ at, index }) => at < gone.at || (at === gone.at && index < gone.index),
  );
  for (const place of earlier.toReversed()) {
    const copy = changesOf(place).find((change) => copies(change, lost.relation ?? lost.name));
    if (copy !== undefined && mentions(place, lost))
      return `${lineWords(rehearsal, place, gone)} does not carry over to ${code(copy.relation ?? copy.object)}`;
  }
  return null;
}

const WRITES: ReadonlySet<Change['kind']> = new Set([
  'insert-rows',
  'merge-rows',
  'update-rows',
  'create-table-as',
]);

function copies({ kind, relation, reads = [] }: Change, from: string): boolean {
  return WRITES.has(kind) && relation !== from && reads.includes(from);
}

function changesOf({ statement: { statement } }: Place): readonly Change[] {
  return statement.kind === 'readable' ? statement.changes : [];
}

/** Of a column, the statement has to speak; a table is known from what the statement reads. */
function mentions({ statement: { statement } }: Place, { kind, relation, name }: CatalogObject): boolean {
  if (kind !== 'column' || relation === null) return true;
  const column = name
    .slice(relation.length + 1)
    .replaceAll('"', '')
    .toLowerCase();
  return statement.sql.toLowerCase().includes(column);
}

function lineWords({ project }: Rehearsal, { migration, statement, at }: Place, gone: Place): string {
  const line = `line ${statement.statement.span.line}`;
  return at === gone.at
    ? line
    : `${line} of ${code(pathWithin(project.path, migration.change.migration.path))}`;
}
