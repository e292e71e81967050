import type { Schema } from './schema.ts';

interface WrittenType {
  readonly name: string;
  readonly modifiers: readonly number[];
}

/** Types whose values are stored alike; https://www.postgresql.org/docs/18/sql-createcast.html, "binary coercible". */
const ALIKE: readonly (readonly string[])[] = [
  ['character varying', 'text', 'citext'],
  ['integer', 'oid'],
];
/** From the first to the second only. */
const WIDENED: readonly (readonly [string, string])[] = [
  ['cidr', 'inet'],
  ['xml', 'text'],
  ['xml', 'character varying'],
];
/** A larger limit, or none, needs no look at the rows. */
const GROWING = [
  'character varying',
  'bit varying',
  'timestamp without time zone',
  'timestamp with time zone',
];
const ALSO_GROWING = ['time without time zone', 'time with time zone', 'interval'];

/** True when a column changes its type without its rows being read or written, whatever the session. */
export function isFreeTypeChange(from: string, to: string, schema: Schema): boolean {
  if (from === to) return true;
  const base = schema.baseOfDomain(to);
  if (base !== null) return !schema.isConstrainedDomain(to) && isFreeTypeChange(from, base, schema);
  const old = schema.baseOfDomain(from);
  if (old !== null) return isFreeTypeChange(old, to, schema);
  const [source, target] = [readType(from), readType(to)];
  if (source.name === target.name) return isGrowth(source, target);
  const isAlike =
    ALIKE.some((names) => names.includes(source.name) && names.includes(target.name)) ||
    WIDENED.some(([narrow, wide]) => narrow === source.name && wide === target.name);
  // A limit that was not there before must be checked.
  return isAlike && target.modifiers.length === 0;
}

/**
 * True between `timestamp` and `timestamptz`: without a rewrite in sessions whose time zone is UTC, and only there. A
 * smaller precision is a rewrite everywhere. https://www.postgresql.org/docs/18/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
export function isFreeInUtc(from: string, to: string): boolean {
  const [source, target] = [readType(from), readType(to)];
  const names = [source.name, target.name];
  const [limit = MOST_PRECISE] = target.modifiers;
  return limit === MOST_PRECISE && ZONES.every((name) => names.includes(name));
}

const ZONES = ['timestamp without time zone', 'timestamp with time zone'];

/** True when a change to the type is free from some other type, so that the old one must be known. */
export function mayBeFree(to: string, schema: Schema): boolean {
  const { name } = readType(schema.baseOfDomain(to) ?? to);
  return [...ALIKE.flat(), ...WIDENED.flat(), ...GROWING, ...ALSO_GROWING, 'numeric']
    .filter((type) => type !== 'integer')
    .includes(name);
}

function isGrowth({ name, modifiers: old }: WrittenType, { modifiers: wanted }: WrittenType): boolean {
  if (name === 'numeric') {
    const [precision = 0, scale = 0] = wanted;
    return wanted.length === 0 || (old.length > 0 && scale === (old[1] ?? 0) && precision >= (old[0] ?? 0));
  }
  if (![...GROWING, ...ALSO_GROWING].includes(name)) return false;
  return isWider(name, old[0], wanted[0]);
}

function isWider(name: string, old: number | undefined, limit: number | undefined): boolean {
  if (limit === undefined || (limit === MOST_PRECISE && isTime(name))) return true;
  return old !== undefined && limit >= old;
}

/** Times are stored to the microsecond: six digits are no limit. https://www.postgresql.org/docs/18/datatype-datetime.html */
const MOST_PRECISE = 6;

function isTime(name: string): boolean {
  return name.startsWith('time') || name === 'interval';
}

/** `timestamp(3) without time zone` → its name and `[3]`. Arrays keep their brackets in the name. */
function readType(written: string): WrittenType {
  const [, list = ''] = /\(([\d, ]+)\)/.exec(written) ?? [];
  const name = written.replace(/\s*\([\d, ]+\)/, '').trim();
  return { name, modifiers: list === '' ? [] : list.split(',').map(Number) };
}
