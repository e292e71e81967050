import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import { isFact, listFact, numberFact, textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';
import { qualified } from './names.ts';
import { readSql } from './read-sql.ts';

/** Reads of views and virtual tables, and the writes that triggers make possible on views. */
export function viewProbes(catalog: Catalog): Probe[] {
  const views = objectsOf(catalog, 'view').flatMap((view) => [
    ...readProbe(view.name, listFact(view, 'columns')),
    ...writeProbes(catalog, view),
  ]);
  const virtual = objectsOf(catalog, 'table').filter((table) => textFact(table, 'virtual') !== null);
  return [...views, ...virtual.flatMap(({ name }) => readProbe(name, visibleColumns(catalog, name)))];
}

/** None for a view that is broken already. */
function readProbe(name: string, columns: readonly string[]): Probe[] {
  if (columns.length === 0) return [];
  return [{ relation: name, action: 'read', sql: readSql(name, columns), subject: `reads of ${code(name)}` }];
}

function visibleColumns(catalog: Catalog, table: string): string[] {
  return objectsOf(catalog, 'column', table)
    .filter((column) => !isFact(column, 'hidden'))
    .toSorted((left, right) => (numberFact(left, 'position') ?? 0) - (numberFact(right, 'position') ?? 0))
    .map(columnOf);
}

/** Preparing is enough to find out whether a trigger stands in for the table that a view is not. */
function writeProbes(catalog: Catalog, view: CatalogObject): Probe[] {
  const { name } = view;
  const triggers = objectsOf(catalog, 'trigger', name).map((trigger) => textFact(trigger, 'event'));
  const [column] = listFact(view, 'columns');
  if (column === undefined) return [];
  const probe = (action: 'insert' | 'update' | 'delete', subject: string, sql: string): Probe[] =>
    triggers.includes(action.toUpperCase())
      ? [{ relation: name, action, sql: `EXPLAIN ${sql}`, subject: `${subject} ${code(name)}` }]
      : [];
  const written = qualified(name);
  return [
    ...probe('insert', 'inserts into', `INSERT INTO ${written} (${column}) VALUES (NULL)`),
    ...probe('update', 'updates of', `UPDATE ${written} SET ${column} = NULL`),
    ...probe('delete', 'deletes from', `DELETE FROM ${written}`),
  ];
}
