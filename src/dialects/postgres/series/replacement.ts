import type { CatalogObject } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';
import { comparable, nameOf, type Expression } from './bridge.ts';
import type { Scene } from './scene.ts';
import type { Sync } from './sync-trigger.ts';
import { tableWord } from './names.ts';

/** A column and its value from the row of the other table. */
export interface Carried {
  readonly column: CatalogObject;
  readonly from: Expression;
}

/** A column of the key under both of its names. */
export interface KeyPair {
  readonly old: string;
  readonly fresh: string;
}

/** A table that takes the place of another one under its name. */
export interface Replacement {
  readonly scene: Scene;
  /** The name that both have, one after the other. */
  readonly table: string;
  /** What the fresh table is called until it takes over. */
  readonly coming: string;
  /** What the old one is called from then on. */
  readonly retired: string;
  /** Tells which rows stand for each other. */
  readonly key: readonly KeyPair[];
  /** Columns of the fresh table from those of the old one, and the other way round. */
  readonly fresh: readonly Carried[];
  readonly old: readonly Carried[];
  /** Places of the statements that make the fresh table, and of those that come after it took over. */
  readonly makes: readonly number[];
  readonly ends: readonly number[];
  readonly takes: readonly number[];
}

/** What both tables are called at a moment. */
export interface TableNames {
  readonly old: string;
  readonly fresh: string;
}

/** Names until the fresh table takes over, and from then on. */
export function namesBefore({ table, coming }: Replacement): TableNames {
  return { old: table, fresh: coming };
}

/** Names from the moment on at which the fresh table took over. */
export function namesAfter({ table, retired }: Replacement): TableNames {
  return { old: retired, fresh: table };
}

/** A condition that holds where a row of the fresh table is not what the row of the old one says. */
export function differs(replacement: Replacement, fresh: string, old: string): string {
  return replacement.fresh
    .map(({ column, from }) => {
      const is = comparable(`${fresh}${nameOf(column)}`, column);
      return `${is} IS DISTINCT FROM ${comparable(value(from, old), column)}`;
    })
    .join(' OR ');
}

/** The same row in both tables. */
export function sameRow({ key }: Replacement, fresh: string, old: string): string {
  return key.map((pair) => `${fresh}${pair.fresh} = ${old}${pair.old}`).join(' AND ');
}

/** A value over columns that are written with a prefix. */
export function value(from: Expression, prefix: string): string {
  return from((column) => `${prefix}${column}`, false);
}

/** `INSERT INTO t (…)`, also of numbers that the table gives itself. */
export function insertInto(table: string, columns: readonly Carried[]): string {
  const names = columns.map(({ column }) => nameOf(column)).join(', ');
  const isNumbered = columns.some(({ column }) => textFact(column, 'identity') === 'always');
  return `INSERT INTO ${table} (${names})${isNumbered ? ' OVERRIDING SYSTEM VALUE' : ''}`;
}

/** The triggers on both tables, under the names of the moment. A row that both agree on is left alone. */
export function syncsOf(replacement: Replacement, names: TableNames): readonly [Sync, Sync] {
  const words = tableWord(replacement.table);
  const when = 'AFTER INSERT OR UPDATE OR DELETE';
  const toFresh = carrying(names.fresh, replacement.fresh, {
    same: (prefix) => sameRow(replacement, 'other.', prefix),
    apart: differs(replacement, 'other.', 'NEW.'),
  });
  const toOld = carrying(names.old, replacement.old, {
    same: (prefix) => sameRow(replacement, prefix, 'other.'),
    apart: differs(replacement, 'NEW.', 'other.'),
  });
  return [
    { table: names.old, words: [words], when, body: toFresh },
    { table: names.fresh, words: [words, 'back'], when, body: toOld },
  ];
}

interface Conditions {
  /** The row of the other table that a row stands for, whose columns are written with a prefix. */
  readonly same: (prefix: string) => string;
  readonly apart: string;
}

function carrying(table: string, columns: readonly Carried[], { same, apart }: Conditions): string {
  const set = columns
    .filter(({ column }) => textFact(column, 'identity') !== 'always')
    .map(({ column, from }) => `${nameOf(column)} = ${value(from, 'NEW.')}`);
  const values = columns.map(({ from }) => value(from, 'NEW.')).join(', ');
  return `IF TG_OP = 'DELETE' THEN
  DELETE FROM ${table} AS other WHERE ${same('OLD.')};
  RETURN OLD;
END IF;
IF TG_OP = 'UPDATE' THEN
  UPDATE ${table} AS other SET ${set.join(', ')}
  WHERE ${same('OLD.')} AND (${apart});
END IF;
${insertInto(table, columns)}
SELECT ${values}
WHERE NOT EXISTS (SELECT FROM ${table} AS other WHERE ${same('NEW.')});`;
}
