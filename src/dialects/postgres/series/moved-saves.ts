import { code } from '../../../lib/code.ts';
import { objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import type { SaveDraft } from '../../../model/saves.ts';
import { chooseKey } from '../backfill/choose-key.ts';
import { textFact } from '../../catalog/facts.ts';
import { qualified } from '../rows/names.ts';
import { keepColumn, keptName, tidyUp } from '../saves/keep-column.ts';
import { nameOf } from './bridge.ts';
import { across, apart, columnsAt, sameRow, type Moved, type Place } from './moved.ts';

/** What the table at a place holds and the one across has no room for. */
export function roomlessSaves(moved: Moved, place: Place): readonly SaveDraft[] {
  return moved.follows === place
    ? rowsSaves(moved, place)
    : moved.columns.flatMap((one) => looseSave(moved, place, one[place]));
}

/** Values of rows that have no counterpart, where they have none when it is put back either. */
function looseSave(moved: Moved, place: Place, column: CatalogObject): SaveDraft[] {
  const { table } = moved[place];
  const other = moved[across(place)].table;
  const name = nameOf(column);
  const key = chooseKey(catalogAt(moved, place), table, new Set([name]));
  if (key === null) return [];
  const counterpart = `SELECT FROM ${other} AS other WHERE ${sameRow(moved, place, 'held.', 'other.')}`;
  return [keepColumn({ table, column: name, key, where: [`NOT EXISTS (${counterpart})`] })];
}

/** Rows that leave no trace across, as far as the row across says the same; and columns that it does not have. */
function rowsSaves(moved: Moved, place: Place): SaveDraft[] {
  const { table, key } = moved[place];
  const known = new Set([...key, ...columnsAt(moved, place)]);
  const columns = objectsOf(catalogAt(moved, place), 'column', table).filter((column) => !isOwn(column));
  const names = columns.map(nameOf);
  const kept = keptName(table);
  const values = names.map((name) => `kept.${name}`).join(', ');
  const rows: SaveDraft = {
    relation: table,
    object: table,
    what: `the rows of ${code(table)}`,
    kept: code(kept),
    sql: [`CREATE TABLE ${qualified(kept)} AS SELECT ${names.join(', ')} FROM ${qualified(table)}`],
    restore: [
      `INSERT INTO ${qualified(table)} (${names.join(', ')})
SELECT ${values} FROM ${qualified(kept)} AS kept JOIN ${moved[across(place)].table} AS other
  ON ${sameRow(moved, place, 'kept.', 'other.')} AND NOT (${apart(moved, place, 'kept.', 'other.')})
WHERE NOT EXISTS (SELECT FROM ${table} AS held WHERE ${key.map((one) => `held.${one} = kept.${one}`).join(' AND ')})`,
    ],
    tidy: tidyUp(kept),
    besides: true,
  };
  const own = names.filter((name) => !known.has(name));
  return [rows, ...own.map((column) => keepColumn({ table, column, key, empty: true }))];
}

/** Its values are given by the table itself, each time anew. */
function isOwn(column: CatalogObject): boolean {
  return (
    ['generated', 'identity'].some((fact) => textFact(column, fact) !== null) ||
    textFact(column, 'default')?.includes('nextval(') === true
  );
}

function catalogAt({ scene }: Moved, place: Place): Moved['scene']['before'] {
  return place === 'old' ? scene.before : scene.after;
}
