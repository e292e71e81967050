import { code } from '../../../lib/code.ts';
import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { SaveDraft } from '../../../model/saves.ts';
import { chooseKey } from '../backfill/choose-key.ts';
import { textFact } from '../../catalog/facts.ts';
import { bareParts, qualified } from '../rows/names.ts';
import { inSchemaOf, joined } from '../series/names.ts';
import { columnOf } from '../../validation/column-of.ts';
import { Difference } from '../../validation/difference.ts';

/** How to keep what the way from one moment to another takes with it: tables, and columns of tables that stay. */
export function saves(from: Catalog, to: Catalog): readonly SaveDraft[] {
  const difference = new Difference(from, to);
  const tables = difference.removed('table').filter((table) => textFact(table, 'partitionOf') === null);
  const gone = new Set(difference.removed('table').map(({ name }) => name));
  const columns = difference
    .removed('column')
    .filter((column) => !gone.has(column.relation ?? '') && isStored(column));
  // Rows before values of other tables that may refer to them; what came first is referred to.
  return [
    ...tables.toSorted(byAge).map((table) => tableSave(table, from)),
    ...columns.flatMap((column) => columnSave(column, from)),
  ];
}

function byAge(left: CatalogObject, right: CatalogObject): number {
  return Number(left.id) - Number(right.id);
}

function isStored(column: CatalogObject): boolean {
  return textFact(column, 'generated') === null;
}

function tableSave({ name }: CatalogObject, from: Catalog): SaveDraft {
  const kept = keptName(name);
  const columns = objectsOf(from, 'column', name).filter(isStored).map(columnOf);
  const list = columns.join(', ');
  return {
    relation: name,
    object: name,
    what: `the rows of ${code(name)}`,
    kept: code(kept),
    sql: [`CREATE TABLE ${qualified(kept)} AS SELECT ${list} FROM ${qualified(name)}`],
    restore: [
      `INSERT INTO ${qualified(name)} (${list}) OVERRIDING SYSTEM VALUE\nSELECT ${list} FROM ${qualified(kept)}\nON CONFLICT DO NOTHING`,
    ],
  };
}

/** By a key that is not the column itself; without one, nobody knows which row a value belongs to. */
function columnSave(column: CatalogObject, from: Catalog): SaveDraft[] {
  const table = column.relation ?? '';
  const name = columnOf(column);
  const key = chooseKey(from, table, new Set([name]));
  if (key === null || findObject(from, 'table', table) === null) return [];
  const kept = keptName(table, name);
  const same = key.map((one) => `held.${one} = kept.${one}`).join(' AND ');
  return [
    {
      relation: table,
      object: column.name,
      what: `the values of ${code(column.name)}`,
      kept: code(kept),
      sql: [
        `CREATE TABLE ${qualified(kept)} AS SELECT ${[...key, name].join(', ')} FROM ${qualified(table)} WHERE ${name} IS NOT NULL`,
      ],
      restore: [
        `UPDATE ${qualified(table)} AS held SET ${name} = kept.${name}\nFROM ${qualified(kept)} AS kept WHERE ${same}`,
      ],
    },
  ];
}

/** `kept_users_email`, beside the table. */
function keptName(table: string, ...column: readonly string[]): string {
  return inSchemaOf(table, joined('kept', bareParts(table).object, ...column));
}
