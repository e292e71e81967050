import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { findObject } from '../../../model/catalog.ts';
import { isFact } from '../../catalog/facts.ts';
import { asCatalogName, withColumns } from './expression.ts';
import { plainColumn, readInsertSelect, type InsertSelect } from './insert-select.ts';
import type { Kind } from './kinds.ts';
import { movedPart } from './moved-steps.ts';
import type { Moved, MovedColumn } from './moved.ts';
import type { NoPart, Part } from './part.ts';
import { changesOf, columnIn, columnNames, keyColumns, type Scene } from './scene.ts';
import { areUnique } from './unique-columns.ts';

/** A new table takes columns of another one over, one row for a row. */
export const splitTable: Kind = (scene) =>
  changesOf(scene, 'insert-rows').flatMap(({ index, change, sql }): (Part | NoPart)[] => {
    const fresh = change.relation ?? '';
    const read = readInsertSelect(sql);
    const old = asCatalogName(read?.from ?? '');
    const isSplit =
      read !== null &&
      findObject(scene.before, 'table', fresh) === null &&
      findObject(scene.after, 'table', fresh) !== null &&
      [scene.before, scene.after].every((catalog) => findObject(catalog, 'table', old) !== null);
    return isSplit ? [partOf(scene, { old, fresh, read, fill: index })].filter((one) => one !== null) : [];
  });

interface Found {
  readonly old: string;
  readonly fresh: string;
  readonly read: InsertSelect;
  readonly fill: number;
}

interface Pair {
  readonly old: string;
  readonly fresh: string;
}

function partOf(scene: Scene, found: Found): Part | NoPart | null {
  const { old, fresh, read } = found;
  const pairs = pairsOf(scene, found);
  const columns = movedColumns(scene, found, pairs);
  if (columns.length === 0) return null;
  const key = keyColumns(scene.before, old).map((column) => pairs.find((pair) => pair.old === column));
  const freshKey = key.flatMap((pair) => pair?.fresh ?? []);
  const isOneToOne = freshKey.length === key.length && areUnique(scene.after, fresh, freshKey);
  if (key.length === 0 || !isOneToOne)
    return {
      because: `A row of ${code(old)} may have several in ${code(fresh)}: let a unique key of ${code(fresh)} hold the primary key of ${code(old)}.`,
    };
  const binding = columns.filter((one) => isFact(one.old, 'notNull'));
  if (binding.length > 0) return { because: bound(binding, fresh) };
  const sources = columnNames(scene.before, old);
  const { where } = read;
  const names = columns.map((one) => one.old.name);
  const moved: Moved = {
    scene,
    kind: 'split-table',
    title: `Split ${listInWords(names.map((name) => code(name)))} off into ${code(fresh)}`,
    old: { table: old, key: keyColumns(scene.before, old) },
    fresh: { table: fresh, key: freshKey },
    columns,
    follows: 'fresh',
    where:
      where === null
        ? null
        : (row) => withColumns(where, (name) => (sources.includes(name) ? row(name) : null), read.owners),
    ...placesOf(scene, found, names),
  };
  return movedPart(moved);
}

function bound(columns: readonly MovedColumn[], fresh: string): string {
  const words = listInWords(columns.map((one) => code(one.old.name)));
  return `${words} may not be empty, but rows come without once code writes ${code(fresh)}: drop that in a migration before.`;
}

/** Columns whose values the new table takes as they are. */
function pairsOf(scene: Scene, { fresh, read, old }: Found): Pair[] {
  const source = columnNames(scene.before, old);
  const targets = read.columns ?? columnNames(scene.after, fresh);
  return read.expressions.flatMap((expression, index) => {
    const column = plainColumn(expression, read.owners);
    const target = targets[index];
    if (column === null || target === undefined || !source.includes(column)) return [];
    return [{ old: column, fresh: target }];
  });
}

/** Those that go from the old table. */
function movedColumns(scene: Scene, { old, fresh }: Found, pairs: readonly Pair[]): MovedColumn[] {
  return pairs.flatMap((pair) => {
    const was = columnIn(scene.before, old, pair.old);
    const is = columnIn(scene.after, fresh, pair.fresh);
    const isGone = columnIn(scene.after, old, pair.old) === null;
    return was !== null && is !== null && isGone ? [{ old: was, fresh: is }] : [];
  });
}

function placesOf(
  scene: Scene,
  { old, fresh, fill }: Found,
  names: readonly string[],
): Pick<Moved, 'makes' | 'drops' | 'takes'> {
  const places = (
    isOne: (change: { kind: string; relation: string | null; object: string }) => boolean,
  ): number[] =>
    scene.statements.flatMap(({ statement }, place) =>
      statement.kind === 'readable' &&
      statement.changes.length > 0 &&
      statement.changes.every(isOne) &&
      place !== fill
        ? [place]
        : [],
    );
  const makes = places(
    ({ kind, relation, object }) => relation === fresh || (kind === 'create-table' && object === fresh),
  );
  const drops = places(
    ({ kind, relation, object }) => kind === 'drop-column' && relation === old && names.includes(object),
  );
  return { makes, drops, takes: [...makes, fill, ...drops] };
}
