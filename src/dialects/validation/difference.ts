import {
  findObject,
  objectsOf,
  type Catalog,
  type CatalogObject,
  type ObjectKind,
} from '../../model/catalog.ts';

/** One object at both moments, even when it was renamed. */
export interface Pair {
  readonly was: CatalogObject;
  readonly is: CatalogObject;
}

/** What a statement changed, by the engine's own identities. */
export class Difference {
  readonly before: Catalog;
  readonly after: Catalog;

  constructor(before: Catalog, after: Catalog) {
    this.before = before;
    this.after = after;
  }

  /** Objects of a kind that are there at both moments and not the same. */
  changed(kind: ObjectKind): Pair[] {
    const earlier = new Map(objectsOf(this.before, kind).map((object) => [object.id, object]));
    return objectsOf(this.after, kind).flatMap((is) => {
      const was = earlier.get(is.id);
      return was === undefined || was === is ? [] : [{ was, is }];
    });
  }

  added(kind: ObjectKind): CatalogObject[] {
    const earlier = new Set(objectsOf(this.before, kind).map(({ id }) => id));
    return objectsOf(this.after, kind).filter(({ id }) => !earlier.has(id));
  }

  removed(kind: ObjectKind): CatalogObject[] {
    const later = new Set(objectsOf(this.after, kind).map(({ id }) => id));
    return objectsOf(this.before, kind).filter(({ id }) => !later.has(id));
  }

  /** Name that a table had before; null when it is new. */
  earlierTable(name: string | null): string | null {
    const table = name === null ? null : findObject(this.after, 'table', name);
    if (table === null) return null;
    return objectsOf(this.before, 'table').find(({ id }) => id === table.id)?.name ?? null;
  }

  /** True when all these columns of a table were there before under the same names. */
  hadColumns(table: string, columns: readonly string[]): boolean {
    return columns.every((column) => findObject(this.before, 'column', `${table}.${column}`) !== null);
  }
}
