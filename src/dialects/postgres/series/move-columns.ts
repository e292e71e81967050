import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { findObject, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { nameOf } from './bridge.ts';
import { carriedBy } from './carried.ts';
import { asCatalogName } from './expression.ts';
import { plainColumn } from './insert-select.ts';
import { joinOf, type Join } from './join-of.ts';
import type { Kind } from './kinds.ts';
import { movedPart } from './moved-steps.ts';
import type { Moved, MovedColumn } from './moved.ts';
import type { NoPart, Part } from './part.ts';
import { changesOf, columnIn, type PlacedChange, type Scene } from './scene.ts';
import { readUpdate } from './sql-text.ts';
import { areUnique } from './unique-columns.ts';

/** An `UPDATE` from another table, whose columns go, or which goes itself: columns are moved, or tables merged. */
export const moveColumns: Kind = (scene) =>
  changesOf(scene, 'update-rows').flatMap((placed): (Part | NoPart)[] => {
    const found = foundIn(scene, placed);
    return found === null ? [] : [partOf(scene, found)];
  });

interface Found {
  readonly join: Join;
  readonly fresh: string;
  readonly columns: readonly MovedColumn[];
  readonly index: number;
  /** The old table goes as a whole. */
  readonly merges: boolean;
}

function foundIn(scene: Scene, { index, change, sql }: PlacedChange<'update-rows'>): Found | null {
  const fresh = change.relation ?? '';
  const update = readUpdate(sql);
  const join = update === null ? null : joinOf(scene, fresh, update);
  if (update === null || join === null) return null;
  const columns = update.assignments.map(({ column, expression }) => {
    const old = plainColumn(expression, join.owners);
    const was = old === null ? null : columnIn(scene.before, join.old, old);
    const is = columnIn(scene.after, fresh, column);
    const isMoved =
      columnIn(scene.before, fresh, column) === null && columnIn(scene.after, join.old, old ?? '') === null;
    return was !== null && is !== null && isMoved ? { old: was, fresh: is } : null;
  });
  const known = columns.filter((one) => one !== null);
  if (known.length < columns.length) return null;
  return { join, fresh, columns: known, index, merges: findObject(scene.after, 'table', join.old) === null };
}

function partOf(scene: Scene, found: Found): Part | NoPart {
  const { join, fresh, columns, index, merges } = found;
  const because = obstacle(scene, found);
  if (because !== null) return { because };
  const drops = [
    ...changesOf(scene, 'drop-column')
      .filter(
        ({ change }) =>
          change.relation === join.old &&
          columns.some((one) => nameOf(one.old) === asCatalogName(change.column)),
      )
      .map((one) => one.index),
    ...changesOf(scene, 'drop')
      .filter(({ change }) => change.of === 'table' && change.object === join.old)
      .map((one) => one.index),
  ];
  const carried = carriedBy(
    scene,
    fresh,
    columns.map((one) => nameOf(one.fresh)),
  );
  const [from, to] = (['old', 'fresh'] as const).map((place) =>
    listInWords(columns.map((one) => code(one[place].name))),
  );
  const moved: Moved = {
    scene,
    kind: merges ? 'merge-tables' : 'move-columns',
    title: merges ? `Merge ${code(join.old)} into ${code(fresh)}` : `Move ${from ?? ''} to ${to ?? ''}`,
    takes: [index, ...new Set(drops), ...carried],
    old: { table: join.old, key: join.oldKey },
    fresh: { table: fresh, key: join.freshKey },
    columns,
    follows: merges ? 'old' : null,
    where: null,
    makes: [],
    drops: [...new Set(drops)],
  };
  return movedPart(moved);
}

/** Why the columns cannot be kept in step. */
function obstacle(scene: Scene, { join, fresh, columns, merges }: Found): string | null {
  const words = (table: string, key: readonly string[]): string =>
    listInWords(key.map((column) => code(`${table}.${column}`)));
  if (!areUnique(scene.before, join.old, join.oldKey))
    return `Several rows of ${code(join.old)} may belong to one of ${code(fresh)}, so that it is not known whose value counts: let ${words(join.old, join.oldKey)} be unique first.`;
  if (!areUnique(scene.before, fresh, join.freshKey))
    return `A row of ${code(join.old)} may belong to several of ${code(fresh)}: let ${words(fresh, join.freshKey)} be unique first.`;
  const valued = columns.find((one) => textFact(one.fresh, 'default') !== null);
  if (valued !== undefined)
    return `${code(valued.fresh.name)} has a default, so that it is not known which rows code gave a value: set it in a migration after this one.`;
  const binding = columns.map((one): CatalogObject => one.old).find((column) => isFact(column, 'notNull'));
  if (binding !== undefined && !merges)
    return `${code(binding.name)} may not be empty, but rows come without once code writes ${code(fresh)}: drop that in a migration before.`;
  return null;
}
