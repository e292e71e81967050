import { objectsOf, type Catalog, type CatalogObject, type ObjectKind } from '../../../model/catalog.ts';
import type { Inverse } from '../../../model/dialect.ts';
import type { DataLoss } from '../../../model/rehearsal.ts';
import { mentioning } from './mentions.ts';
import { agreeBut, pairTables, type Moments, type Tables } from './moments.ts';
import { columnOf } from '../../validation/column-of.ts';
import { createIndex, createTrigger, createView } from './part-definitions.ts';
import { settingsBack } from './settings.ts';
import { createTable } from './table-definition.ts';
import { tableWay, type TableWay } from './table-way.ts';

/** A way back, and the tables that it builds anew, by both their names. */
export interface Way extends Inverse {
  readonly rebuilt: readonly string[];
}

/**
 * The way back from `after` to `before`. Where `ALTER TABLE` cannot, the table is built anew with its rows, and what
 * stands on it is made again.
 */
export function invert(before: Catalog, after: Catalog): Way {
  const moments = { before, after };
  const tables = pairTables(moments);
  const ways = tables.kept.flatMap((pair) => tableWay(moments, pair) ?? []);
  const parts = partsBack(moments, tables, ways);
  return {
    sql: [
      ...parts.drops,
      ...ways.flatMap(({ renames }) => renames),
      ...ways.flatMap(({ shape }) => shape),
      ...tables.extra.map(({ name }) => `DROP TABLE ${name}`),
      ...tables.missing.map((table) => createTable(before, table)),
      ...parts.creates,
      ...settingsBack(moments),
    ],
    lost: lossesOf(tables, ways),
    impossible: [],
    rebuilt: [...namesOf(ways.filter(({ rebuilt }) => rebuilt))],
  };
}

interface PartsBack {
  readonly drops: readonly string[];
  readonly creates: readonly string[];
}

/** Triggers, views and indexes: those that are not as they were, and those in the way of a table that changes. */
function partsBack(moments: Moments, tables: Tables, ways: readonly TableWay[]): PartsBack {
  // A table that gets its old name back is written in quotes into what mentions it, which would not be what it was.
  const shaped = ways.filter(({ shape, pair }) => shape.length > 0 || pair.was.name !== pair.is.name);
  const reshaped = new Set([
    ...namesOf(shaped),
    ...[...tables.extra, ...tables.missing].map(({ name }) => name),
  ]);
  const rebuilt = namesOf(ways.filter(({ rebuilt: isNew }) => isNew));
  const renamed = namesOf(ways.filter(({ renames }) => renames.length > 0));
  const kinds = [
    change(moments, 'trigger', reshaped, renamed),
    change(moments, 'view', reshaped, renamed),
    indexChange(moments, tables, rebuilt, renamed),
  ] as const;
  const [triggers, views, indexes] = kinds;
  return {
    drops: [
      ...triggers.gone.map((trigger) => `DROP TRIGGER ${columnOf(trigger)}`),
      ...views.gone.toReversed().map(({ name }) => `DROP VIEW ${name}`),
      ...indexes.gone.map(({ name }) => `DROP INDEX ${name}`),
    ],
    creates: [
      ...indexes.come.flatMap((index) => createIndex(moments.before, index) ?? []),
      ...viewsInOrder(views.come).map(createView),
      ...triggers.come.map(createTrigger),
    ],
  };
}

/** Their tables, by the old name and the present one. */
function namesOf(ways: readonly TableWay[]): Set<string> {
  return new Set(ways.flatMap(({ pair }) => [pair.was.name, pair.is.name]));
}

interface PartChange {
  readonly gone: readonly CatalogObject[];
  readonly come: readonly CatalogObject[];
}

/** Everything that is not as it was, and what mentions a table that gets another shape. */
function change(
  { before, after }: Moments,
  kind: ObjectKind,
  reshaped: ReadonlySet<string>,
  renamed: ReadonlySet<string>,
): PartChange {
  const present = objectsOf(after, kind);
  const old = objectsOf(before, kind);
  const everything = [...objectsOf(after, 'view'), ...objectsOf(after, 'trigger')];
  const inTheWay = mentioning(everything, reshaped);
  // What a rename touches is written anew by SQLite itself.
  const follows = mentioning(
    [...everything, ...objectsOf(before, 'view'), ...objectsOf(before, 'trigger')],
    renamed,
  );
  const isKept = (was: CatalogObject, is: CatalogObject): boolean =>
    !inTheWay.has(is) && was.id === is.id && (agreeBut(was, is) || (follows.has(is) && follows.has(was)));
  return {
    gone: present.filter((is) => !old.some((was) => isKept(was, is))),
    come: old.filter((was) => !present.some((is) => isKept(was, is))),
  };
}

/** An index goes with a table that is built anew or dropped. */
function indexChange(
  { before, after }: Moments,
  { extra, missing }: Tables,
  rebuilt: ReadonlySet<string>,
  renamed: ReadonlySet<string>,
): PartChange {
  const isOwn = ({ facts }: CatalogObject): boolean => facts['origin'] === 'statement';
  const goes = new Set(extra.map(({ name }) => name));
  const comes = new Set(missing.map(({ name }) => name));
  const present = objectsOf(after, 'index').filter(isOwn);
  const old = objectsOf(before, 'index').filter(isOwn);
  const isKept = (was: CatalogObject, is: CatalogObject): boolean =>
    was.name === is.name &&
    (agreeBut(was, is) || (renamed.has(was.relation ?? '') && renamed.has(is.relation ?? '')));
  const withTable = (index: CatalogObject, tables: ReadonlySet<string>): boolean =>
    tables.has(index.relation ?? '') || rebuilt.has(index.relation ?? '');
  return {
    gone: present.filter((is) => !withTable(is, goes) && !old.some((was) => isKept(was, is))),
    come: old.filter((was) => withTable(was, comes) || !present.some((is) => isKept(was, is))),
  };
}

/** Each view after those that it reads. */
export function viewsInOrder(views: readonly CatalogObject[]): CatalogObject[] {
  const left = [...views];
  const ordered: CatalogObject[] = [];
  while (left.length > 0) {
    const at = left.findIndex((view) =>
      left.every((other) => other === view || !mentioning([view], [other.name]).has(view)),
    );
    ordered.push(...left.splice(Math.max(at, 0), 1));
  }
  return ordered;
}

function lossesOf({ missing }: Tables, ways: readonly TableWay[]): DataLoss[] {
  const tables = missing.map(({ name }): DataLoss => ({ kind: 'table', object: name, rows: 0 }));
  const columns = ways.flatMap(({ lost }) => lost);
  return [...tables, ...columns.map(({ name }): DataLoss => ({ kind: 'column', object: name, rows: 0 }))];
}
