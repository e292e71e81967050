import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isSameFact } from '../../compare/same-fact.ts';
import { columnsOf } from './table-definition.ts';

/** Both ends of a way back: the schema that is to be there again, and the one that is there. */
export interface Moments {
  readonly before: Catalog;
  readonly after: Catalog;
}

/** A table that is there at both moments, maybe under another name. */
export interface TablePair {
  readonly was: CatalogObject;
  readonly is: CatalogObject;
}

/** Tables by what becomes of them on the way back. */
export interface Tables {
  readonly kept: readonly TablePair[];
  /** To be made again. */
  readonly missing: readonly CatalogObject[];
  /** To be dropped. */
  readonly extra: readonly CatalogObject[];
}

/** Which table is which, by the identity that renaming leaves. */
export function pairTables({ before, after }: Moments): Tables {
  const there = new Map(objectsOf(after, 'table').map((table) => [table.id, table]));
  const known = objectsOf(before, 'table');
  const ids = new Set(known.map(({ id }) => id));
  return {
    kept: known.flatMap((was) => {
      const is = there.get(was.id);
      return is === undefined ? [] : [{ was, is }];
    }),
    missing: known.filter(({ id }) => !there.has(id)),
    extra: [...there.values()].filter(({ id }) => !ids.has(id)),
  };
}

/** A column at both moments; null at the one where it is not there. */
export interface ColumnPair {
  readonly was: CatalogObject | null;
  readonly is: CatalogObject | null;
}

/** Columns of a table that is there at both moments: in the old order, then those that came. */
export function pairColumns({ before, after }: Moments, { was, is }: TablePair): ColumnPair[] {
  const present = columnsOf(after, is.name);
  const old = columnsOf(before, was.name);
  const known = new Set(old.map(({ id }) => id));
  return [
    ...old.map((column) => ({ was: column, is: present.find(({ id }) => id === column.id) ?? null })),
    ...present.filter(({ id }) => !known.has(id)).map((column) => ({ was: null, is: column })),
  ];
}

/** True when all facts but those named say the same. */
export function agreeBut(left: CatalogObject, right: CatalogObject, but: readonly string[] = []): boolean {
  const names = new Set([...Object.keys(left.facts), ...Object.keys(right.facts)]);
  return [...names].every(
    (fact) => but.includes(fact) || isSameFact(left.facts[fact] ?? null, right.facts[fact] ?? null),
  );
}
