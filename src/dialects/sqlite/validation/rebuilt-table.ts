import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { Difference } from '../../validation/difference.ts';
import { sameName } from '../rows/names.ts';

/** A table whose old form is dropped while another has its name, or gets it until the migration is done. */
export interface RebuiltTable {
  /** Its name before and after. */
  readonly name: string;
  /** Its old form against its new one; what has the same name is the same. */
  readonly difference: Difference;
}

/**
 * What the statement ends the rebuilding of; null where it does something else.
 * https://www.sqlite.org/lang_altertable.html#otheralter
 */
export function rebuiltTable(
  { statement, before }: RehearsedStatement,
  shipped: Catalog,
  end: Catalog,
): RebuiltTable | null {
  if (statement.kind === 'unreadable') return null;
  const dropped = statement.changes.find((change) => change.kind === 'drop' && change.of === 'table');
  const table = objectsOf(before, 'table').find(
    ({ name }) => sameName(name) === sameName(dropped?.object ?? ''),
  );
  if (table === undefined) return null;
  // It may have been put aside under another name first.
  const original = objectsOf(shipped, 'table').find(({ id }) => id === table.id);
  const name = original?.name ?? table.name;
  if (findObject(end, 'table', name) === null) return null;
  const old = findObject(before, 'table', name)?.id === table.id ? before : shipped;
  return { name, difference: comparedByName(old, end, name) };
}

/** The table at both moments, with names for identities; everything else as if nothing had happened to it. */
function comparedByName(old: Catalog, end: Catalog, table: string): Difference {
  const isOwn = ({ kind, name, relation }: CatalogObject): boolean =>
    relation === table || (kind === 'table' && name === table);
  const around = [...old].filter(([key, object]) => !isOwn(object) && end.has(key));
  const ownOf = (catalog: Catalog): (readonly [string, CatalogObject])[] =>
    [...catalog].filter(([, object]) => isOwn(object)).map(([key, object]) => [key, { ...object, id: key }]);
  return new Difference(new Map([...around, ...ownOf(old)]), new Map([...around, ...ownOf(end)]));
}
