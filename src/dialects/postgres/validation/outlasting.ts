import { findObject, findRelation, objectsOf, type Catalog } from '../../../model/catalog.ts';
import { quoteIdentifier } from '../quote.ts';
import { identifiersIn } from '../rows/hints.ts';
import { bare } from '../rows/names.ts';

/** The moments between which something may go: right after the statement, and when its migration is done. */
export interface Moments {
  readonly after: Catalog;
  readonly end: Catalog;
}

/**
 * True when the relations are there at the end, and all of their columns that the text names: only then can a query
 * that reads them be asked after the migration. A `null` text means all columns.
 */
export function outlasts(
  { after, end }: Moments,
  relations: readonly string[],
  text: string | null,
): boolean {
  const named = text === null ? null : namesIn(text);
  return relations.every((relation) => {
    const was = findRelation(after, relation);
    // What is no relation of the catalog, such as a function, is left to the engine.
    if (was === null) return true;
    if (findRelation(end, relation)?.id !== was.id) return false;
    return objectsOf(after, 'column', relation)
      .filter(({ name }) => named?.has(name.slice(relation.length + 1)) ?? true)
      .every(({ name, id }) => findObject(end, 'column', name)?.id === id);
  });
}

/** The identifiers of a text, as the catalog writes them. */
function namesIn(text: string): ReadonlySet<string> {
  const written = [...identifiersIn(text)];
  return new Set(
    written.map((name) => quoteIdentifier(name.startsWith('"') ? bare(name) : name.toLowerCase())),
  );
}
