import type { CatalogObject } from '../../../model/catalog.ts';
import { isFact } from '../../catalog/facts.ts';
import { comparable, nameOf, type Expression } from './bridge.ts';
import type { Scene } from './scene.ts';

/** A table on one side, and the columns by which its rows are told to belong to rows of the other one. */
export interface Side {
  readonly table: string;
  readonly key: readonly string[];
}

/** A column in the table that it leaves, and in the one that it comes to. */
export interface MovedColumn {
  readonly old: CatalogObject;
  readonly fresh: CatalogObject;
}

/** Columns that go from one table to another one whose rows belong to it one to one. */
export interface Moved {
  readonly scene: Scene;
  readonly kind: string;
  readonly title: string;
  readonly takes: readonly number[];
  readonly old: Side;
  readonly fresh: Side;
  readonly columns: readonly MovedColumn[];
  /** The side whose rows are there because of the other one; null where both tables stand by themselves. */
  readonly follows: Place | null;
  /** Which rows of the old table have one in the fresh one; null for all of them. */
  readonly where: Expression | null;
  /** Places of the statements that make the fresh table; empty where it is there before. */
  readonly makes: readonly number[];
  /** Places of the statements that take the old columns or the old table away. */
  readonly drops: readonly number[];
}

/** The table that columns leave, or the one that they come to. */
export type Place = 'old' | 'fresh';

/** The place across. */
export function across(place: Place): Place {
  return place === 'old' ? 'fresh' : 'old';
}

/** Moved columns as they are called at a place. */
export function columnsAt({ columns }: Moved, place: Place): string[] {
  return columns.map((one) => nameOf(one[place]));
}

/** Key and moved columns, as they are called at a place, each with a prefix. */
export function valuesAt(moved: Moved, place: Place, prefix = ''): string {
  return [...moved[place].key, ...columnsAt(moved, place)].map((column) => `${prefix}${column}`).join(', ');
}

/** A condition that holds for two rows which belong to each other, one at the place and one across. */
export function sameRow(moved: Moved, place: Place, prefix: string, acrossPrefix: string): string {
  const theirs = moved[across(place)].key;
  return moved[place].key
    .map((column, index) => `${prefix}${column} = ${acrossPrefix}${theirs[index] ?? ''}`)
    .join(' AND ');
}

/** A condition that holds where two rows that belong to each other do not agree. */
export function apart(moved: Moved, place: Place, prefix: string, acrossPrefix: string): string {
  return moved.columns
    .map((one) => {
      const [mine, theirs] = [one[place], one[across(place)]];
      const is = comparable(`${prefix}${nameOf(mine)}`, mine);
      return `${is} IS DISTINCT FROM ${comparable(`${acrossPrefix}${nameOf(theirs)}`, theirs)}`;
    })
    .join(' OR ');
}

/** A condition that holds where a row has none of the values. */
export function hasNone(moved: Moved, place: Place, prefix: string): string {
  return columnsAt(moved, place)
    .map((column) => `${prefix}${column} IS NULL`)
    .join(' AND ');
}

/** Values without which there is no row at the place, as conditions on a row across. */
function demands(moved: Moved, place: Place, prefix: string): string[] {
  return moved.columns
    .filter((one) => isFact(one[place], 'notNull'))
    .map((one) => `${prefix}${nameOf(one[across(place)])} IS NOT NULL`);
}

/** The table takes rows only with some of the values. */
export function isDemanding(moved: Moved, place: Place): boolean {
  return moved.columns.some((one) => isFact(one[place], 'notNull'));
}

/** The condition under which a row across has one at the place that follows it; null for always. */
export function condition(moved: Moved, place: Place, prefix: string): string | null {
  const needed = demands(moved, place, prefix);
  if (place === 'old')
    return needed.length > 0 ? needed.join(' AND ') : `NOT (${hasNone(moved, 'fresh', prefix)})`;
  const said = moved.where?.((column) => `${prefix}${column}`, false);
  const all = [...(said === undefined ? [] : [`(${said})`]), ...needed];
  return all.length === 0 ? null : all.join(' AND ');
}
