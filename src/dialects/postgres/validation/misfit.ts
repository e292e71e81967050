import { code } from '../../../lib/code.ts';
import { literal } from '../rows/names.ts';
import type { ValueType } from '../rows/value-type.ts';

/** What keeps a value from being one of the new type. */
export interface Misfit {
  /** Follows "Values of users.age that …". */
  readonly words: string;
  /** True for values that do not fit. */
  readonly condition: string;
}

const TEXTUAL: ReadonlySet<string> = new Set([
  'text',
  'character varying',
  'character',
  'bpchar',
  'citext',
  'name',
]);
const RANGES: Readonly<Record<string, readonly [string, string]>> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
};
const NUMERIC: ReadonlySet<string> = new Set([
  ...Object.keys(RANGES),
  'numeric',
  'real',
  'double precision',
  'money',
]);

/** Values of `column` that do not convert to the new type, or not without loss; null when all of them do. */
export function misfit(column: string, from: ValueType, to: ValueType): Misfit | null {
  if (to.labels.length > 0) return notAmong(column, to.labels);
  if (TEXTUAL.has(to.family)) return tooLong(column, from, to);
  if (from.family === to.family && from.family !== 'numeric') return null;
  if (NUMERIC.has(from.family)) return numberMisfit(column, from, to);
  if (TEXTUAL.has(from.family)) return unreadable(column, to);
  if (from.family.startsWith('timestamp') && to.family === 'date') {
    return { words: 'lose their time of day', condition: `${column} <> date_trunc('day', ${column})` };
  }
  return null;
}

function notAmong(column: string, labels: readonly string[]): Misfit {
  const list = labels.map(literal).join(', ');
  return { words: `are none of ${code(list)}`, condition: `${column}::text NOT IN (${list})` };
}

function tooLong(column: string, from: ValueType, to: ValueType): Misfit | null {
  const limit = to.modifiers[0];
  if (limit === undefined || (TEXTUAL.has(from.family) && (from.modifiers[0] ?? limit + 1) <= limit))
    return null;
  return {
    words: `are longer than ${limit} characters`,
    condition: `char_length(${column}::text) > ${limit}`,
  };
}

function numberMisfit(column: string, from: ValueType, to: ValueType): Misfit | null {
  if (to.family === 'numeric') return numericMisfit(column, from, to);
  const range = RANGES[to.family];
  if (range === undefined) return null;
  const [least, most] = range;
  const isWider = from.family in RANGES && Number(RANGES[from.family]?.[1]) <= Number(most);
  if (isWider) return null;
  const outside = `${column} NOT BETWEEN ${least} AND ${most}`;
  if (from.family in RANGES) return { words: `are out of range for ${code(to.sql)}`, condition: outside };
  return {
    words: `are out of range for ${code(to.sql)} or would be rounded`,
    condition: `${outside} OR ${column}::numeric <> trunc(${column}::numeric)`,
  };
}

function numericMisfit(column: string, from: ValueType, to: ValueType): Misfit | null {
  const [precision, scale = 0] = to.modifiers;
  if (precision === undefined) return null;
  const [oldPrecision, oldScale = 0] = from.modifiers;
  const isWider =
    oldPrecision !== undefined && oldPrecision - oldScale <= precision - scale && oldScale <= scale;
  if (isWider && from.family === 'numeric') return null;
  const value = `${column}::numeric`;
  return {
    words: `are out of range for ${code(to.sql)} or would be rounded`,
    condition: `abs(${value}) >= 1e${precision - scale} OR ${value} <> round(${value}, ${scale})`,
  };
}

const READABLE: Readonly<Record<string, string>> = {
  smallint: String.raw`^\s*[-+]?[0-9]{1,5}\s*$`,
  integer: String.raw`^\s*[-+]?[0-9]{1,10}\s*$`,
  bigint: String.raw`^\s*[-+]?[0-9]{1,19}\s*$`,
  numeric: String.raw`^\s*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?\s*$`,
  uuid: String.raw`^[{]?[0-9a-fA-F]{4}(-?[0-9a-fA-F]{4}){7}[}]?$`,
  boolean: String.raw`^\s*([tT]|[tT][rR][uU][eE]|[fF]|[fF][aA][lL][sS][eE]|[yY]|[yY][eE][sS]|[nN]|[nN][oO]|[oO][nN]|[oO][fF][fF]|1|0)\s*$`,
};

/** Patterns work on every version; `pg_input_is_valid` is there from version 16 on. */
function unreadable(column: string, to: ValueType): Misfit {
  const pattern = READABLE[to.family];
  const condition =
    pattern === undefined
      ? `NOT pg_input_is_valid(${column}::text, ${literal(to.domain ?? to.sql)})`
      : `${column} !~ ${literal(pattern)}`;
  return { words: `do not read as ${code(to.sql)}`, condition };
}
