import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { numberFact, textFact } from '../../catalog/facts.ts';
import { bare, qualified } from '../rows/names.ts';
import type { Changing } from './changing.ts';

/**
 * One row that is the same for equal rows of the changed table, in whichever order they lie. Of values that come out
 * otherwise at each run (`now()`, numbers of a sequence) only counts whether they are there.
 */
export function compareRows(catalog: Catalog, changing: Changing): string {
  const { target } = changing;
  const columns = columnsOf(catalog, target);
  const fleeting = fleetingColumns(changing, columns);
  const list = columns.map((column) => {
    const name = nameOf(column);
    return fleeting.has(bare(name)) ? `t.${name} IS NULL` : `t.${name}`;
  });
  return `SELECT count(*) AS rows, md5(string_agg(line, ',' ORDER BY line)) AS digest FROM (SELECT md5(ROW(${list.join(', ')})::text) AS line FROM ${qualified(target)} AS t) AS lines`;
}

export function columnsOf(catalog: Catalog, table: string): CatalogObject[] {
  return objectsOf(catalog, 'column')
    .filter(({ relation }) => relation === table && findObject(catalog, 'table', table) !== null)
    .toSorted((left, right) => (numberFact(left, 'position') ?? 0) - (numberFact(right, 'position') ?? 0));
}

/** Columns of the changed table that get a value, bare. */
export function writtenColumns(catalog: Catalog, { written, target }: Changing): ReadonlySet<string> {
  const columns = columnsOf(catalog, target);
  return new Set(written.map(({ column }, index) => column ?? bareName(columns[index])));
}

function fleetingColumns(changing: Changing, columns: readonly CatalogObject[]): ReadonlySet<string> {
  const { verb, written } = changing;
  const names = written.map(({ column }, index) => column ?? bareName(columns[index]));
  const given = names.filter((_name, index) => written[index]?.lasting === false);
  // Defaults of the columns that an INSERT leaves out: a constant holds no call.
  const left = columns.filter(
    (column) => verb === 'insert' && !names.includes(bareName(column)) && isNumbered(column),
  );
  return new Set([...given, ...left.map(bareName)]);
}

function isNumbered(column: CatalogObject): boolean {
  const usual = textFact(column, 'default') ?? '';
  return textFact(column, 'identity') !== null || /\(|CURRENT_|LOCALTIME/.test(usual);
}

function nameOf(column: CatalogObject): string {
  return column.name.slice((column.relation ?? '').length + 1);
}

function bareName(column: CatalogObject | undefined): string {
  return column === undefined ? '' : bare(nameOf(column));
}
