import type { CatalogObject } from '../../../model/catalog.ts';
import { localName } from '../inverse/sql-names.ts';
import type { Scene } from './scene.ts';

/** SQL of a value, for the row that `row` writes columns of: `NEW.email`; types have other names after the swap. */
export type Expression = (row: (column: string) => string, swapped: boolean) => string;

/** A column that goes, and its value from the columns that come. */
export interface OldColumn {
  /** As it is before. */
  readonly column: CatalogObject;
  readonly from: Expression;
}

/** A column that comes, and its value from the columns that go. */
export interface FreshColumn {
  /** As it is after. */
  readonly column: CatalogObject;
  /** Its name until it takes over; its own where nothing stands in the way. */
  readonly shadow: string;
  readonly from: Expression;
}

/** Columns of one table that stand for each other while both shapes are in use. */
export interface Bridge {
  readonly scene: Scene;
  readonly kind: string;
  readonly title: string;
  readonly takes: readonly number[];
  readonly table: string;
  readonly old: readonly OldColumn[];
  readonly fresh: readonly FreshColumn[];
  /** Fresh columns take the names of the old ones in the switch. */
  readonly swaps: boolean;
  /** SQL before the fresh columns are added, and its way back: a type of their own. */
  readonly prelude?: { readonly up: readonly string[]; readonly down: readonly string[] };
  /** SQL besides the swap, and its way back: the type takes its name. */
  readonly atSwap?: { readonly up: readonly string[]; readonly down: readonly string[] };
  /** SQL after the old columns are gone, and its way back before they come again. */
  readonly finale?: { readonly up: readonly string[]; readonly down: readonly string[] };
  /** Type under which a fresh column is added, where that is not the one it ends with. */
  readonly typeOf?: (column: CatalogObject) => string;
  /** Type with which an old column comes back on the way back, where its own has another name by then. */
  readonly typeOfOld?: (column: CatalogObject) => string;
  /** What code has to keep to from the start on, since not every old value has a new one; absent where each has. */
  readonly before?: string;
  /** Old-shape code goes on after the swap, as its probes do after the migration. */
  readonly oldAfterSwap?: boolean;
}

/** A column's name within its table. */
export const nameOf = localName;

/** The table as SQL names it. */
export function tableOf({ table }: Bridge): string {
  return table;
}

/** Name of an old column once the fresh one has taken its name. */
export function retiredName(column: CatalogObject): string {
  return suffixed(nameOf(column), 'old');
}

/** `email` → `email_new`. */
export function suffixed(name: string, suffix: string): string {
  return name.endsWith('"') ? `${name.slice(0, -1)}_${suffix}"` : `${name}_${suffix}`;
}

/** Names in use: before the swap, or after it. */
export interface Names {
  readonly old: (column: CatalogObject) => string;
  readonly fresh: (column: FreshColumn) => string;
}

export const BEFORE_SWAP: Names = { old: nameOf, fresh: ({ shadow }) => shadow };
export const AFTER_SWAP: Names = { old: retiredName, fresh: ({ column }) => nameOf(column) };

/** An old column's value from the fresh ones. */
export function backward(bridge: Bridge, one: OldColumn, names: Names, prefix: string): string {
  return one.from((column) => {
    const fresh = bridge.fresh.find((other) => nameOf(other.column) === column);
    return `${prefix}${fresh === undefined ? column : names.fresh(fresh)}`;
  }, names === AFTER_SWAP);
}

/** A fresh column's value from the old ones. */
export function forward(bridge: Bridge, one: FreshColumn, names: Names, prefix: string): string {
  return one.from((column) => {
    const old = bridge.old.find((other) => nameOf(other.column) === column);
    return `${prefix}${old === undefined ? column : names.old(old.column)}`;
  }, names === AFTER_SWAP);
}

const INCOMPARABLE = /^(?:json|xml|point|box|path|polygon|line|lseg|circle)\b/;

/** The column as something that can be compared. */
export function comparable(sql: string, column: CatalogObject): string {
  const type = column.facts['type'];
  return typeof type === 'string' && INCOMPARABLE.test(type) ? `(${sql})::text` : sql;
}
