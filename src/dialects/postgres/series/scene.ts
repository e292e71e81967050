import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Change, ChangeKind, ChangeOf } from '../../../model/change.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import type { Statement } from '../../../model/statement.ts';
import { listFact, textFact } from '../../catalog/facts.ts';

/** What a draft is made from: both ends of one migration, what it ran, and its own way back. */
export interface Scene {
  readonly before: Catalog;
  readonly after: Catalog;
  readonly statements: readonly RehearsedStatement[];
  /** Statements of its down file; empty without one. */
  readonly down: readonly Statement[];
}

/** A change with its statement's place in the migration. */
export interface PlacedChange<K extends ChangeKind = ChangeKind> {
  readonly index: number;
  readonly sql: string;
  readonly change: ChangeOf<K>;
}

/** All changes of the given kinds, in running order. */
export function changesOf<K extends ChangeKind>(scene: Scene, ...kinds: readonly K[]): PlacedChange<K>[] {
  return scene.statements.flatMap(({ statement }, index) =>
    statement.kind === 'readable'
      ? statement.changes
          .filter((change): change is ChangeOf<K> => isOneOf(change, kinds))
          .map((change) => ({ index, sql: statement.sql, change }))
      : [],
  );
}

function isOneOf(change: Change, kinds: readonly ChangeKind[]): boolean {
  return kinds.includes(change.kind);
}

/** A column of a table; null when there is none of that name. */
export function columnIn(catalog: Catalog, table: string, column: string): CatalogObject | null {
  return findObject(catalog, 'column', `${table}.${column}`);
}

/** The columns of a table in their order, as written in SQL. */
export function columnNames(catalog: Catalog, table: string): string[] {
  return objectsOf(catalog, 'column', table)
    .toSorted((left, right) => Number(left.facts['position'] ?? 0) - Number(right.facts['position'] ?? 0))
    .map(({ name }) => name.slice(table.length + 1));
}

/** The columns of the primary key, else of a unique constraint over columns that are never empty; empty without one. */
export function keyColumns(catalog: Catalog, table: string): string[] {
  const constraints = objectsOf(catalog, 'constraint', table);
  const primary = constraints.find((one) => textFact(one, 'type') === 'primary-key');
  const unique = constraints.find(
    (one) =>
      textFact(one, 'type') === 'unique' &&
      listFact(one, 'columns').every((column) => columnIn(catalog, table, column)?.facts['notNull'] === true),
  );
  const key = primary ?? unique;
  return key === undefined ? [] : listFact(key, 'columns');
}
