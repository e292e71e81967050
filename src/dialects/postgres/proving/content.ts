import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { ContentQuery } from '../../../model/dialect.ts';
import { listFact, textFact } from '../../catalog/facts.ts';
import { bare, qualified } from '../rows/names.ts';

/** Gives other values each time that it is asked. */
const CHANCE = /\b(?:gen_random_uuid|uuid_generate\w*|uuidv\d|random)\(/;

/**
 * Digests of what tables hold, column by column in the order of their keys, however their columns are ordered. Left
 * out is what one of the catalogs does not have, and new columns whose default is different each time.
 */
export function content(
  catalog: Catalog,
  relations: ReadonlySet<string>,
  known: Catalog,
): readonly ContentQuery[] {
  return objectsOf(catalog, 'table')
    .filter(({ name }) => relations.has(name) && isRelation(known, name))
    .flatMap(({ name }) => {
      const columns = objectsOf(catalog, 'column', name)
        .filter((column) => isComparable(column, known))
        .map((column) => column.name.slice(name.length + 1))
        .sort();
      const key = keyOf(catalog, name).filter((column) => columns.includes(column));
      return columns.length === 0 ? [] : [{ relation: name, sql: digestSql(name, columns, key) }];
    });
}

function isRelation(catalog: Catalog, name: string): boolean {
  return findObject(catalog, 'table', name) !== null || findObject(catalog, 'view', name) !== null;
}

function isComparable(column: CatalogObject, known: Catalog): boolean {
  const other = findObject(known, 'column', column.name);
  const isViews = other === null && findObject(known, 'view', column.relation ?? '') !== null;
  if (other === null && !isViews) return false;
  return !CHANCE.test(textFact(column, 'default') ?? '');
}

function keyOf(catalog: Catalog, table: string): string[] {
  const keys = objectsOf(catalog, 'constraint', table);
  const primary = keys.find((one) => textFact(one, 'type') === 'primary-key');
  return primary === undefined ? [] : listFact(primary, 'columns');
}

/** In the order of the key, so that a column is told by itself; without one, in that of whole rows. */
function digestSql(relation: string, columns: readonly string[], key: readonly string[]): string {
  const order = (key.length > 0 ? key : columns).map((column) => `t.${column}::text`).join(', ');
  const digests = columns.map(
    (column) =>
      `md5(string_agg(coalesce('v' || t.${column}::text, 'n'), E'\\x1f' ORDER BY ${order})) AS "${bare(column).replaceAll('"', '""')}"`,
  );
  return `SELECT ${['count(*) AS rows', ...digests].join(', ')} FROM ${qualified(relation)} t`;
}
