import { nearest } from '../../../lib/nearest.ts';
import { code } from '../../../lib/code.ts';
import { findRelation, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { usageProblem } from '../../../model/problem.ts';
import { displayName, quoteIdentifier } from '../quote.ts';

/** A table by the name that a person wrote. Throws a `Problem` with the nearest name when there is none. */
export function knownTable(catalog: Catalog, written: string): CatalogObject {
  const name = catalogName(written);
  const found = findRelation(catalog, name);
  if (found?.kind === 'table') return found;
  const names = objectsOf(catalog, 'table').map((table) => table.name);
  throw unknown(`There is no table ${code(written)} in the shipped schema.`, nearest(name, names), names);
}

/** A column by the name that a person wrote; its table is known. */
export function knownColumn(catalog: Catalog, table: CatalogObject, written: string): CatalogObject {
  const columns = objectsOf(catalog, 'column', table.name);
  const name = `${table.name}.${quoteIdentifier(written)}`;
  const found = columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const names = columns.map((column) => bareColumn(column));
  throw unknown(`${code(table.name)} has no column ${code(written)}.`, nearest(written, names), names);
}

/** The column without its table, quoted where needed. */
export function bareColumn({ name, relation }: CatalogObject): string {
  return relation === null ? name : name.slice(relation.length + 1);
}

/** A name that must be free. */
export function freeName(isTaken: boolean, written: string): void {
  if (!isTaken) return;
  throw usageProblem('requirement', `${code(written)} is there already.`, 'Choose another name.');
}

/** As the catalog writes it; `public` is left out. */
export function catalogName(written: string): string {
  const parts = written.split('.');
  const name = parts.pop() ?? '';
  return displayName(parts.join('.'), name);
}

function unknown(title: string, near: string | null, names: readonly string[]): Error {
  const some = names.slice(0, 8).join(', ');
  return usageProblem(
    'requirement',
    title,
    near === null ? `There are: ${some || 'none'}.` : `Did you mean ${near}?`,
  );
}
