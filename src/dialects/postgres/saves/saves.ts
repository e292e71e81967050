import { code } from '../../../lib/code.ts';
import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { SaveDraft } from '../../../model/saves.ts';
import { chooseKey } from '../backfill/choose-key.ts';
import { textFact } from '../../catalog/facts.ts';
import { qualified } from '../rows/names.ts';
import { comparable } from '../series/bridge.ts';
import { columnOf } from '../../validation/column-of.ts';
import { Difference } from '../../validation/difference.ts';
import { keepColumn, keptName, keptValue, putBack, tidyUp } from './keep-column.ts';

const TYPES = ['enum', 'domain', 'composite-type', 'range-type'] as const;

/**
 * How to keep what the way from one moment to another takes with it: tables, and columns of tables that stay. Columns
 * that came since `shipped` and stay may stand for those that go: what they say counts, where it is something else by then.
 */
export function saves(from: Catalog, to: Catalog, shipped: Catalog = from): readonly SaveDraft[] {
  const difference = new Difference(from, to);
  const came = new Difference(shipped, from).added('column').filter((column) => outlasts(column, to));
  const tables = difference.removed('table').filter((table) => textFact(table, 'partitionOf') === null);
  const gone = new Set(difference.removed('table').map(({ name }) => name));
  const columns = difference
    .removed('column')
    .filter((column) => !gone.has(column.relation ?? '') && isStored(column));
  // Rows before values of other tables that may refer to them; what came first is referred to.
  return [
    ...tables.toSorted(byAge).map((table) => tableSave(table, difference)),
    ...columns.flatMap((column) =>
      columnSave(
        column,
        difference,
        came.filter(({ relation }) => relation === column.relation),
      ),
    ),
  ];
}

function outlasts({ id }: CatalogObject, to: Catalog): boolean {
  return objectsOf(to, 'column').some((column) => column.id === id);
}

function byAge(left: CatalogObject, right: CatalogObject): number {
  return Number(left.id) - Number(right.id);
}

function isStored(column: CatalogObject): boolean {
  return textFact(column, 'generated') === null;
}

function tableSave({ name }: CatalogObject, difference: Difference): SaveDraft {
  const kept = keptName(name);
  const columns = objectsOf(difference.before, 'column', name).filter(isStored);
  const list = columns.map(columnOf).join(', ');
  const types = columns.map((column) => ({ name: columnOf(column), type: goingType(column, difference) }));
  const values = types.map((one) => keptValue(one.name, one.type)).join(', ');
  const back = types.map((one) => putBack(one.name, one.type)).join(', ');
  return {
    relation: name,
    object: name,
    what: `the rows of ${code(name)}`,
    kept: code(kept),
    sql: [`CREATE TABLE ${qualified(kept)} AS SELECT ${values} FROM ${qualified(name)}`],
    restore: [
      `INSERT INTO ${qualified(name)} (${list}) OVERRIDING SYSTEM VALUE\nSELECT ${back} FROM ${qualified(kept)}\nON CONFLICT DO NOTHING`,
    ],
    tidy: tidyUp(kept),
  };
}

/** By a key that is not the column itself; without one, nobody knows which row a value belongs to. */
function columnSave(
  column: CatalogObject,
  difference: Difference,
  beside: readonly CatalogObject[],
): SaveDraft[] {
  const from = difference.before;
  const table = column.relation ?? '';
  const name = columnOf(column);
  const key = chooseKey(from, table, new Set([name]));
  if (key === null || findObject(from, 'table', table) === null) return [];
  const others = beside.filter((one) => !key.includes(columnOf(one)));
  return [
    keepColumn({
      ...{ table, column: name, key },
      beside: others.map(columnOf),
      where: others.map(unchanged),
      // What stands for an empty value may have come back as something else.
      empty: others.length > 0,
      goingType: goingType(column, difference),
    }),
  ];
}

/** The type of a column, where it goes as well; null where it stays. */
function goingType(column: CatalogObject, difference: Difference): string | null {
  const type = textFact(column, 'typeName');
  const gone = TYPES.flatMap((kind) => difference.removed(kind));
  return gone.some(({ name }) => name === type) ? textFact(column, 'type') : null;
}

function unchanged(column: CatalogObject): string {
  const [is, was] = ['held', 'kept'].map((row) => comparable(`${row}.${columnOf(column)}`, column));
  return `${is ?? ''} IS NOT DISTINCT FROM ${was ?? ''}`;
}
