import { objectsOf, type Catalog } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import type { TableShape } from './table-shape.ts';

/** A unique key as code names it in `ON CONFLICT`. */
export interface UpsertTarget {
  /** `(email)`, `(lower(email)) WHERE deleted_at IS NULL`. */
  readonly sql: string;
  /** A column of it that can be written; null when there is none. */
  readonly column: string | null;
}

/** Conflict targets that name the unique keys of a table, sorted. */
export function upsertTargets(catalog: Catalog, shape: TableShape): UpsertTarget[] {
  const columns = new Set(shape.columns.filter(({ generated }) => !generated).map(({ sql }) => sql));
  const targetOf = (parts: readonly string[], predicate: string | null): UpsertTarget => ({
    sql: `(${parts.join(', ')})${predicate === null ? '' : ` WHERE ${predicate}`}`,
    column: parts.find((part) => columns.has(part)) ?? null,
  });
  const keys = objectsOf(catalog, 'index', shape.name)
    .filter((index) => isFact(index, 'unique'))
    .map((index) => targetOf(listFact(index, 'columns'), textFact(index, 'predicate')));
  // A rowid by another name has no index.
  const rowid = shape.columns.filter((column) => column.rowid).map(({ sql }) => targetOf([sql], null));
  const bySql = new Map([...keys, ...rowid].map((target) => [target.sql, target]));
  return [...bySql.values()].sort((left, right) => (left.sql < right.sql ? -1 : 1));
}
