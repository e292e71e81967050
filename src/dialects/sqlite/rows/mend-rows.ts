import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { EngineError } from '../../../model/observation.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { qualified, sameName } from './names.ts';

const REFUSED = /^(NOT NULL|UNIQUE) constraint failed: ([^']+)$/;
const NUMBERS: ReadonlySet<string> = new Set(['INTEGER', 'NUMERIC', 'REAL']);

/**
 * Gives rows other values in place of those that a statement refused, so that it can be seen at work: rows are copied
 * under the names of their columns, so that each table that has these columns is mended. Each may fail.
 */
export function mendRows({ message }: EngineError, catalog: Catalog): readonly string[] {
  const [, constraint, list] = REFUSED.exec(message) ?? [];
  if (constraint === undefined || list === undefined) return [];
  const names = list.split(', ').map((column) => sameName(column.slice(column.indexOf('.') + 1)));
  return objectsOf(catalog, 'table').flatMap((table) => {
    const columns = names.flatMap((name) => columnOf(catalog, table, name) ?? []);
    if (columns.length < names.length) return [];
    return constraint === 'UNIQUE' ? tellApart(table, columns) : columns.map((column) => fill(table, column));
  });
}

/** A column that can be written to. */
function columnOf(catalog: Catalog, { name, facts }: CatalogObject, wanted: string): CatalogObject | null {
  if (facts['virtual'] !== null) return null;
  const column = objectsOf(catalog, 'column', name).find((each) => sameName(ownName(each)) === wanted);
  return column?.facts['generated'] === null && !isFact(column, 'rowid') ? column : null;
}

function fill({ name }: CatalogObject, column: CatalogObject): string {
  const own = ownName(column);
  const value = isNumber(column) ? 'rowid + 1000' : "'filled ' || rowid";
  return `UPDATE OR IGNORE ${qualified(name)} SET ${own} = ${value} WHERE ${own} IS NULL`;
}

/** All rows but the first of each value get one of their own. */
function tellApart({ name }: CatalogObject, columns: readonly CatalogObject[]): string[] {
  const last = columns.at(-1);
  if (last === undefined) return [];
  const own = ownName(last);
  const value = isNumber(last) ? `${own} + rowid * 1000` : `${own} || ' ' || rowid`;
  const keys = columns.map(ownName).join(', ');
  return [
    `UPDATE OR IGNORE ${qualified(name)} SET ${own} = ${value}
      WHERE rowid NOT IN (SELECT min(rowid) FROM ${qualified(name)} GROUP BY ${keys})`,
  ];
}

function isNumber(column: CatalogObject): boolean {
  return NUMBERS.has(textFact(column, 'affinity')?.toUpperCase() ?? '');
}

function ownName({ name, relation }: CatalogObject): string {
  return name.slice(`${relation ?? ''}.`.length);
}
