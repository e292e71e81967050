import { code } from '../../../lib/code.ts';
import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { chooseKey } from '../backfill/choose-key.ts';
import type { Changing } from '../backfill/changing.ts';
import { columnsOf } from '../backfill/compare-rows.ts';
import { readChanging } from '../backfill/read-changing.ts';
import { quoteIdentifier } from '../quote.ts';
import { textFact } from '../../catalog/facts.ts';
import { qualified } from '../rows/names.ts';
import { columnOf } from '../../validation/column-of.ts';
import { outlasts, type Moments } from './outlasting.ts';

/** Both sides of a copy, each with the same columns in the same order. */
export interface Copy {
  readonly source: string;
  readonly target: string;
  /** Names of the target and of the source for people. */
  readonly name: string;
  readonly sourceName: string;
  /** Why both are compared: what copies, in the reader's names. */
  readonly reason: string;
  readonly columns: readonly CopiedColumn[];
  /** Columns that tell rows apart; empty when there are none among those copied. */
  readonly key: readonly string[];
  /** True when nothing but this statement can have put rows there: the target is new in the change. */
  readonly isAlone: boolean;
}

/** A column on both sides. */
export interface CopiedColumn {
  readonly name: string;
  readonly type: string;
  readonly isNumber: boolean;
}

const NUMBERS = /^(?:smallint|integer|bigint|numeric|real|double precision)/;
/** Types without an equality of their own. https://www.postgresql.org/docs/18/datatype-json.html */
const AS_TEXT = /^(?:json|xml|point|polygon|circle|path|line)(?:\[\])*$/;

/**
 * What an `INSERT … SELECT` copies; null where a row may be left out, where its columns cannot be told, and where either
 * side is gone when the migration is done.
 */
export function copyOf(sql: string, moments: Moments, shipped: Catalog | null): Copy | null {
  const { after } = moments;
  const changing = readCopying(sql);
  if (changing === null || !sourceOutlasts(moments, changing)) return null;
  const { query, target, written } = changing;
  const given = givenColumns(changing, after);
  const names = given.flatMap((column) => (column === null ? [] : [columnOf(column)]));
  if (names.length === 0 || names.length < given.length) return null;
  if (!outlasts(moments, [target], names.join(' '))) return null;
  const columns = given.flatMap((column, index) =>
    column === null || written[index]?.lasting === false
      ? []
      : [copied(columnOf(column), textFact(column, 'type') ?? 'text')],
  );
  if (columns.length === 0) return null;
  return bothSides({
    query,
    target,
    given: names,
    columns,
    key: chooseKey(after, target, new Set()) ?? [],
    isAlone: shipped !== null && !isIn(shipped, after, target),
    reason: `The statement copies rows into ${code(target)}`,
  });
}

/** A query and the table that its rows went into. */
interface Filled extends Pick<Copy, 'columns' | 'key' | 'isAlone' | 'reason'> {
  readonly query: string;
  readonly target: string;
  /** Names for the columns of the query, in its order. */
  readonly given: readonly string[];
}

/** The query on one side, the table on the other, each with the columns that are copied. */
export function bothSides({ query, target, given, columns, key, isAlone, reason }: Filled): Copy {
  const list = (side: string): string =>
    columns.map(({ name, type }) => `${valueOf(`${side}.${name}`, type)} AS ${name}`).join(', ');
  return {
    source: `SELECT ${list('source')} FROM (${query}\n) AS source (${given.join(', ')})`,
    target: `SELECT ${list('target')} FROM ${qualified(target)} AS target`,
    name: code(target),
    sourceName: 'its source',
    reason,
    columns,
    key: key.every((column) => columns.some(({ name }) => name === column)) ? key : [],
    isAlone,
  };
}

/** An `INSERT … SELECT` that leaves out no row. */
type Copying = Changing & { readonly query: string };

function readCopying(sql: string): Copying | null {
  const changing = readChanging(sql);
  if (changing === null || 'because' in changing || changing.verb !== 'insert') return null;
  const { query } = changing;
  return query === null ? null : { ...changing, query };
}

function sourceOutlasts(moments: Moments, { walked, reads, whole, query }: Copying): boolean {
  return outlasts(moments, [walked, ...reads], whole === true ? null : query);
}

/** Columns of the target in the order of the query's; null for one that is not there. */
function givenColumns(
  { written, target, walked, whole }: Changing,
  after: Catalog,
): (CatalogObject | null)[] {
  const all = columnsOf(after, target);
  const count = whole === true ? columnsOf(after, walked).length : written.length;
  return Array.from({ length: count }, (_, index) => {
    const column = written[index]?.column ?? null;
    if (column === null) return all[index] ?? null;
    return findObject(after, 'column', `${target}.${quoteIdentifier(column)}`);
  });
}

/** A column that is copied, by its name and type. */
export function copied(name: string, type: string): CopiedColumn {
  return { name, type, isNumber: NUMBERS.test(type) };
}

/** The columns of a side as one text. */
export function rowText({ columns }: Pick<Copy, 'columns'>): string {
  return `ROW(${columns.map(({ name }) => name).join(', ')})::text`;
}

/** A number for a row of a side; numbers of rows can be summed up in any order. */
export function rowNumber(copy: Pick<Copy, 'columns'>): string {
  return `('x' || left(md5(${rowText(copy)}), 15))::bit(60)::bigint`;
}

/** True for types whose values have no equality, and are compared as text. */
export function hasNoEquality(type: string): boolean {
  return AS_TEXT.test(type);
}

/** A value as a column of the type holds it, in a form that can be compared. */
export function valueOf(column: string, type: string): string {
  return hasNoEquality(type) ? `${column}::${type}::text` : `${column}::${type}`;
}

function isIn(shipped: Catalog, after: Catalog, table: string): boolean {
  const id = findObject(after, 'table', table)?.id;
  return objectsOf(shipped, 'table').some((one) => one.id === id);
}
