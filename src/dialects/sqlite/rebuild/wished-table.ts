import type { Catalog, CatalogObject } from '../../../model/catalog.ts';
import { objectsOf } from '../../../model/catalog.ts';
import { createIndex, createTrigger } from '../inverse/part-definitions.ts';
import { createTable, type FurtherParts } from '../inverse/table-definition.ts';

/** A table in another shape: the catalog without what goes, or with other facts, and texts of what comes. */
export interface WishedTable extends FurtherParts {
  readonly catalog: Catalog;
  readonly table: CatalogObject;
}

/** Gives the table its shape without minding its rows, so that SQLite itself tells how the schema looks then. */
export function sketchOf(wished: WishedTable): string[] {
  const { catalog, table } = wished;
  return [
    'PRAGMA foreign_keys = off',
    'BEGIN',
    `DROP TABLE ${table.name}`,
    createTable(catalog, table, table.name, wished),
    ...objectsOf(catalog, 'index', table.name).flatMap((index) => createIndex(catalog, index) ?? []),
    ...objectsOf(catalog, 'trigger', table.name).map(createTrigger),
    'COMMIT',
  ];
}

/** The catalog without some of its objects. */
export function without(catalog: Catalog, gone: readonly CatalogObject[]): Catalog {
  return new Map([...catalog].filter(([, object]) => !gone.includes(object)));
}

/** The catalog with other facts of an object. */
export function withFacts(catalog: Catalog, of: CatalogObject, facts: CatalogObject['facts']): Catalog {
  return new Map(
    [...catalog].map(([key, object]) => [
      key,
      object === of ? { ...object, facts: { ...object.facts, ...facts } } : object,
    ]),
  );
}
