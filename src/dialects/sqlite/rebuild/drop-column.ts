import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { listFact, textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';
import { mentioning } from '../inverse/mentions.ts';
import { namesIn } from '../rows/expressions.ts';
import { sameName } from '../rows/names.ts';
import { without } from './wished-table.ts';

/** Says who has to decide about what names the column together with others. */
interface Unclear {
  readonly because: string;
}

/**
 * The catalog without a column and what stands on it alone; else what people have to say first.
 * https://www.sqlite.org/lang_altertable.html#altertabdropcol
 */
export function withoutColumn(catalog: Catalog, column: CatalogObject): Catalog | Unclear {
  const because =
    keyReason(catalog, column) ?? readerReason(catalog, column) ?? generatedReason(catalog, column);
  if (because !== null) return { because };
  const gone: CatalogObject[] = [column];
  for (const part of partsNaming(catalog, column)) {
    const others = columnsNamed(catalog, part).filter((name) => name !== sameName(columnOf(column)));
    if (others.length > 0) return { because: sharedReason(part, column) };
    gone.push(part);
  }
  return without(catalog, gone);
}

function keyReason(catalog: Catalog, column: CatalogObject): string | null {
  const table = column.relation ?? '';
  if (column.facts['primaryKey'] !== null)
    return `${code(column.name)} belongs to the primary key of ${code(table)}: build the table anew with the key that it is to have instead.`;
  const referring = objectsOf(catalog, 'constraint').find(
    (constraint) =>
      constraint.facts['references'] === table &&
      listFact(constraint, 'referencedColumns').some((name) => isSame(name, column)),
  );
  if (referring === undefined) return null;
  return `${code(referring.name)} refers to ${code(column.name)}: let it go first.`;
}

/** A view or trigger that reads the column has to be written anew by somebody who knows what for. */
function readerReason(catalog: Catalog, column: CatalogObject): string | null {
  const all = [...objectsOf(catalog, 'view'), ...objectsOf(catalog, 'trigger')];
  const readers = mentioning(all, [column.relation ?? '']);
  const reader = all.find(
    (object) =>
      readers.has(object) && namesIn(textFact(object, 'definition') ?? '').has(sameName(columnOf(column))),
  );
  if (reader === undefined) return null;
  const name = reader.kind === 'trigger' ? columnOf(reader) : reader.name;
  return `The ${reader.kind} ${code(name)} uses ${code(column.name)}: drop it before the column goes, and create it again without it.`;
}

function generatedReason(catalog: Catalog, column: CatalogObject): string | null {
  const built = objectsOf(catalog, 'column', column.relation ?? '').find(
    (other) =>
      other !== column && namesIn(textFact(other, 'expression') ?? '').has(sameName(columnOf(column))),
  );
  return built === undefined
    ? null
    : `${code(built.name)} is generated from ${code(column.name)}: drop it first, or say what it is made of instead.`;
}

/** Constraints and indexes of its table that name the column. */
function partsNaming(catalog: Catalog, column: CatalogObject): CatalogObject[] {
  const table = column.relation ?? '';
  const parts = [...objectsOf(catalog, 'constraint', table), ...objectsOf(catalog, 'index', table)];
  return parts.filter((part) => columnsNamed(catalog, part).includes(sameName(columnOf(column))));
}

/** Columns of its table that a constraint or index names, in lower case. */
function columnsNamed(catalog: Catalog, part: CatalogObject): string[] {
  const texts = ['expression', 'predicate'].map((fact) => textFact(part, fact) ?? '');
  const names = new Set([...texts, ...listFact(part, 'columns')].flatMap((text) => [...namesIn(text)]));
  return objectsOf(catalog, 'column', part.relation ?? '')
    .map((column) => sameName(columnOf(column)))
    .filter((name) => names.has(name));
}

function sharedReason(part: CatalogObject, column: CatalogObject): string {
  const again = part.kind === 'index' ? 'drop it first, and create it again without it' : 'let it go first';
  return `The ${part.kind} ${code(part.name)} names ${code(column.name)} together with other columns: ${again}.`;
}

function isSame(name: string, column: CatalogObject): boolean {
  return sameName(name) === sameName(columnOf(column));
}
