import { objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';
import { namesIn } from '../rows/expressions.ts';
import { bare, literal, sameName } from '../rows/names.ts';
import { agreeBut, pairColumns, type ColumnPair, type Moments, type TablePair } from './moments.ts';
import { createTable } from './table-definition.ts';

/** How a table gets its old shape: new names first, then columns that go, or the table built anew. */
export interface TableWay {
  readonly pair: TablePair;
  readonly renames: readonly string[];
  readonly shape: readonly string[];
  /** Present when the table is built anew, so that its indexes and triggers are gone. */
  readonly rebuilt: boolean;
  /** Columns whose values nothing brings back. */
  readonly lost: readonly CatalogObject[];
}

/** The way back of one table; null when it is as it was. */
export function tableWay(moments: Moments, pair: TablePair): TableWay | null {
  const columns = pairColumns(moments, pair);
  const renames = renamesOf(pair, columns);
  const lost = columns.flatMap(({ was, is }) =>
    was !== null && is === null && textFact(was, 'generated') === null ? [was] : [],
  );
  if (isSameShape(moments, pair, columns)) {
    return renames.length === 0 ? null : { pair, renames, shape: [], rebuilt: false, lost };
  }
  const dropped = columnsThatGo(moments, pair, columns);
  if (dropped !== null) return { pair, renames, shape: dropped, rebuilt: false, lost };
  return { pair, renames: tableRename(pair), shape: rebuild(moments, pair, columns), rebuilt: true, lost };
}

function tableRename({ was, is }: TablePair): string[] {
  return was.name === is.name ? [] : [`ALTER TABLE ${is.name} RENAME TO ${was.name}`];
}

function renamesOf(pair: TablePair, columns: readonly ColumnPair[]): string[] {
  const names = columns.flatMap(({ was, is }) => {
    if (was === null || is === null || columnOf(was) === columnOf(is)) return [];
    return [`ALTER TABLE ${pair.was.name} RENAME COLUMN ${columnOf(is)} TO ${columnOf(was)}`];
  });
  return [...tableRename(pair), ...names];
}

/** Once names are back: the same columns in the same order, and the same constraints. */
function isSameShape(moments: Moments, { was, is }: TablePair, columns: readonly ColumnPair[]): boolean {
  if (!agreeBut(was, is)) return false;
  const areSame = columns.every(
    (column) => column.was !== null && column.is !== null && isSameColumn(column),
  );
  return areSame && sameConstraints(moments, { was, is }, columns);
}

function isSameColumn({ was, is }: ColumnPair, but: readonly string[] = []): boolean {
  // Expressions follow a new name by themselves.
  return was !== null && is !== null && agreeBut(was, is, ['expression', ...but]);
}

/** True for columns that stand behind each other as they did, whatever stood between them. */
function isInOrder(columns: readonly ColumnPair[]): boolean {
  const places = columns.map(({ is }) => Number(is?.facts['position']));
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
}

function sameConstraints(
  { before, after }: Moments,
  pair: TablePair,
  columns: readonly ColumnPair[],
): boolean {
  const old = objectsOf(before, 'constraint', pair.was.name);
  const now = objectsOf(after, 'constraint', pair.is.name);
  const isRenamed = pair.was.name !== pair.is.name || columns.some(({ was, is }) => was?.name !== is?.name);
  // Texts and names of columns, and names made of them, change with a rename.
  const but = isRenamed ? ['expression', 'columns', 'references', 'referencedColumns'] : [];
  if (old.length !== now.length) return false;
  return old.every((constraint) =>
    now.some((other) => other.id === constraint.id && agreeBut(constraint, other, but)),
  );
}

/** `DROP COLUMN` for each column that came, where that is all and SQLite can; else null. https://www.sqlite.org/lang_altertable.html#altertabdropcol */
function columnsThatGo(moments: Moments, pair: TablePair, columns: readonly ColumnPair[]): string[] | null {
  const kept = columns.filter(({ was }) => was !== null);
  const came = columns.flatMap(({ was, is }) => (was === null && is !== null ? [is] : []));
  const isAll = kept.every((column) => column.is !== null && isSameColumn(column, ['position']));
  if (came.length === 0 || !isAll || !isInOrder(kept) || !agreeBut(pair.was, pair.is)) return null;
  const constraints = objectsOf(moments.after, 'constraint', pair.is.name);
  if (constraints.length !== objectsOf(moments.before, 'constraint', pair.was.name).length) return null;
  if (!came.every((column) => isDroppable(moments, column, constraints))) return null;
  return came.map((column) => `ALTER TABLE ${pair.was.name} DROP COLUMN ${columnOf(column)}`);
}

function isDroppable(
  { after }: Moments,
  column: CatalogObject,
  constraints: readonly CatalogObject[],
): boolean {
  const name = sameName(columnOf(column));
  const mentions = (text: string | null): boolean => text !== null && namesIn(text).has(name);
  const siblings = objectsOf(after, 'column', column.relation ?? '').filter((other) => other !== column);
  const isUsed =
    constraints.some(
      (constraint) =>
        listFact(constraint, 'columns').some((used) => sameName(used) === name) ||
        mentions(textFact(constraint, 'expression')),
    ) || siblings.some((other) => mentions(textFact(other, 'expression')));
  return !isUsed && column.facts['primaryKey'] === null && !isFact(column, 'hidden');
}

/**
 * The table anew in its old shape, with its rows, in the place of the one that is there.
 * https://www.sqlite.org/lang_altertable.html#otheralter
 */
function rebuild({ before }: Moments, { was, is }: TablePair, columns: readonly ColumnPair[]): string[] {
  const fresh = `"holdpoint_${sameName(was.name).replaceAll('"', '')}"`;
  const filled = columns.flatMap(({ was: old, is }) => {
    if (old === null || textFact(old, 'generated') !== null) return [];
    const value = is === null ? fillerOf(old) : valueOf(old, is);
    return value === null ? [] : [{ column: columnOf(old), value }];
  });
  const into = filled.map(({ column }) => column).join(', ');
  const values = filled.map(({ value }) => value).join(', ');
  const rows =
    filled.length === 0 ? [] : [`INSERT INTO ${fresh} (${into}) SELECT ${values} FROM ${was.name}`];
  return [
    createTable(before, was, fresh),
    ...([was, is].every((table) => isFact(table, 'autoincrement')) ? [countOn(was.name, fresh)] : []),
    ...rows,
    `DROP TABLE ${was.name}`,
    `ALTER TABLE ${fresh} RENAME TO ${was.name}`,
  ];
}

/** The new table goes on counting where the old one is, which may be beyond its rows. https://www.sqlite.org/autoinc.html */
export function countOn(table: string, fresh: string): string {
  return `INSERT INTO sqlite_sequence (name, seq) SELECT ${literal(bare(fresh))}, seq FROM sqlite_sequence WHERE name = ${literal(bare(table))}`;
}

/** A value that is there; an empty one has to give way where none may be empty. */
function valueOf(old: CatalogObject, is: CatalogObject): string {
  const name = columnOf(is);
  if (!isFact(old, 'notNull') || isFact(is, 'notNull') || isFact(old, 'rowid')) return name;
  const value = textFact(old, 'default') ?? emptiest(old);
  return `coalesce(${name}, ${value})`;
}

/** Null when the column fills itself: by its default, or with nothing. */
function fillerOf(old: CatalogObject): string | null {
  if (!isFact(old, 'notNull') || textFact(old, 'default') !== null || isFact(old, 'rowid')) return null;
  return emptiest(old);
}

/** The value that says least where one is demanded. */
export function emptiest(column: CatalogObject): string {
  const affinity = textFact(column, 'affinity');
  if (affinity === 'TEXT') return `''`;
  return affinity === 'BLOB' ? `x''` : '0';
}
