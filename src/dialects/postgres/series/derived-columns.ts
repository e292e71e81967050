import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { CatalogObject } from '../../../model/catalog.ts';
import { bridgePart } from './bridge-steps.ts';
import { nameOf, type Expression } from './bridge.ts';
import { carriedBy } from './carried.ts';
import { asCatalogName, columnsMentioned, withColumns } from './expression.ts';
import { guessedBack } from './guessed-back.ts';
import type { Kind } from './kinds.ts';
import type { NoPart, Part } from './part.ts';
import { changesOf, columnIn, columnNames, type PlacedChange, type Scene } from './scene.ts';
import { readUpdate, type UpdateText } from './sql-text.ts';

/**
 * New columns that one `UPDATE` computes from columns which go: a column is split, several are merged, one is replaced.
 * The way back is that of the down file; without one, what can be read off the expressions.
 */
export const derivedColumns: Kind = (scene) =>
  changesOf(scene, 'update-rows').flatMap((placed): (Part | NoPart)[] => {
    const found = derivation(scene, placed);
    return found === null ? [] : [found];
  });

function derivation(scene: Scene, placed: PlacedChange<'update-rows'>): Part | NoPart | null {
  const table = placed.change.relation ?? '';
  const update = readUpdate(placed.sql);
  if (update?.from !== null) return null;
  const isNew = ({ column }: { readonly column: string }): boolean =>
    columnIn(scene.before, table, column) === null && columnIn(scene.after, table, column) !== null;
  if (!update.assignments.every(isNew)) return null;
  const gone = changesOf(scene, 'drop-column').filter(({ change }) => change.relation === table);
  const names = gone.map(({ change }) => asCatalogName(change.column));
  const used = update.assignments.flatMap(({ expression }) => columnsMentioned(expression, names));
  const old = [...new Set(used)].flatMap((name) => columnIn(scene.before, table, name) ?? []);
  if (old.length === 0) return null;
  const fresh = update.assignments.map(({ column }) => column);
  const back = wayBack(scene, table, update, old.map(nameOf));
  if (back === null) {
    const [first] = old;
    return {
      because: `How to get ${code(first?.name ?? '')} back from ${listInWords(fresh.map((name) => code(`${table}.${name}`)))} is not known: say it in the down file with an UPDATE.`,
    };
  }
  const takes = [
    placed.index,
    ...gone.filter(({ change }) => used.includes(asCatalogName(change.column))).map(({ index }) => index),
    ...carriedBy(scene, table, fresh),
  ];
  return part(scene, { table, update, old, back, takes });
}

interface Found {
  readonly table: string;
  readonly update: UpdateText;
  readonly old: readonly CatalogObject[];
  readonly back: ReadonlyMap<string, Expression>;
  readonly takes: readonly number[];
}

function part(scene: Scene, { table, update, old, back, takes }: Found): Part | NoPart {
  const columns = columnNames(scene.before, table);
  const fresh = update.assignments.flatMap(({ column, expression }) => {
    const object = columnIn(scene.after, table, column);
    const from: Expression = (row) =>
      withColumns(expression, (name) => (columns.includes(name) ? row(name) : null), update.owners);
    return object === null ? [] : [{ column: object, shadow: column, from }];
  });
  const words = (objects: readonly CatalogObject[]): string =>
    listInWords(objects.map(({ name }) => code(name)));
  const verb = fresh.length > old.length ? 'Split' : old.length > fresh.length ? 'Merge' : 'Replace';
  return bridgePart({
    scene,
    kind: verb === 'Split' ? 'split-column' : verb === 'Merge' ? 'merge-columns' : 'replace-column',
    title: `${verb} ${words(old)} ${verb === 'Replace' ? 'by' : 'into'} ${words(fresh.map(({ column }) => column))}`,
    takes,
    table,
    old: old.map((column) => ({ column, from: back.get(nameOf(column)) ?? ((row) => row(nameOf(column))) })),
    fresh,
    swaps: false,
  });
}

/** Expressions for the old columns: from the down file's own `UPDATE`, else read off the forward ones. */
function wayBack(
  scene: Scene,
  table: string,
  update: UpdateText,
  old: readonly string[],
): ReadonlyMap<string, Expression> | null {
  const fresh = update.assignments.map(({ column }) => column);
  for (const statement of scene.down) {
    const isHere =
      statement.kind === 'readable' &&
      statement.changes.some((change) => change.kind === 'update-rows' && change.relation === table);
    const read = isHere ? readUpdate(statement.sql) : null;
    if (read === null) continue;
    const known = new Map(
      read.assignments.map(({ column, expression }): [string, Expression] => [
        column,
        (row) => withColumns(expression, (name) => (fresh.includes(name) ? row(name) : null), read.owners),
      ]),
    );
    if (old.every((column) => known.has(column))) return known;
  }
  return guessedBack(update.assignments, old);
}
