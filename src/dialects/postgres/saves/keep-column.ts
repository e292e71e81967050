import { code } from '../../../lib/code.ts';
import type { SaveDraft } from '../../../model/saves.ts';
import { bareParts, qualified } from '../rows/names.ts';
import { inSchemaOf, joined } from '../series/names.ts';

/** A column whose values are kept, and how its rows are found again. */
export interface KeptColumn {
  readonly table: string;
  readonly column: string;
  /** Columns that tell rows apart and stay what they are. */
  readonly key: readonly string[];
  /** Others that are kept beside it, for {@link where}. */
  readonly beside?: readonly string[];
  /** Conditions on `held`, the row as it is by then, and `kept`; absent for every row of the key. */
  readonly where?: readonly string[];
  /** Empty values are kept, too. */
  readonly empty?: boolean;
  /** Its type, where that goes as well: the values are kept as text. */
  readonly goingType?: string | null;
}

/** Keeps the values of a column in a table of their own, and puts them back by the key of their rows. */
export function keepColumn(wish: KeptColumn): SaveDraft {
  const { table, column, key, beside = [], where = [], empty = false, goingType = null } = wish;
  const kept = keptName(table, column);
  const object = `${table}.${column}`;
  const which = empty ? '' : ` WHERE ${column} IS NOT NULL`;
  const same = [...key.map((one) => `held.${one} = kept.${one}`), ...where].join(' AND ');
  return {
    relation: table,
    object,
    what: `the values of ${code(object)}`,
    kept: code(kept),
    sql: [
      `CREATE TABLE ${qualified(kept)} AS SELECT ${[...key, keptValue(column, goingType), ...beside].join(', ')} FROM ${qualified(table)}${which}`,
    ],
    restore: [
      `UPDATE ${qualified(table)} AS held SET ${column} = ${putBack(`kept.${column}`, goingType)}\nFROM ${qualified(kept)} AS kept WHERE ${same}`,
    ],
    tidy: tidyUp(kept),
  };
}

/** The kept rows are needed as long as somebody may go back. */
export function tidyUp(kept: string): string[] {
  return [`DROP TABLE ${qualified(kept)}`];
}

/** A value as it is kept: as text, where its type goes as well. */
export function keptValue(column: string, goingType: string | null): string {
  return goingType === null ? column : `${column}::text AS ${column}`;
}

/** The same on its way back. */
export function putBack(value: string, goingType: string | null): string {
  return goingType === null ? value : `${value}::${goingType}`;
}

/** `kept_users_email`, beside the table. */
export function keptName(table: string, ...column: readonly string[]): string {
  return inSchemaOf(table, joined('kept', bareParts(table).object, ...column));
}
