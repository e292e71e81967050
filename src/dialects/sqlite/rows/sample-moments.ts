import { literal } from './names.ts';
import type { ColumnShape } from './table-shape.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2024, 0, 1);
/** The Julian day on which the year 1970 begins. https://www.sqlite.org/lang_datefunc.html */
const EPOCH_AS_JULIAN_DAY = 2_440_587.5;
/** The constant that a default is, and the parts that its values have too. */
const WRITTEN = /^'\d{4}-\d\d-\d\d(?:([ T])\d\d:\d\d(:\d\d)?(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?'$/;

/** A date or time in the form in which the default of the column writes it, else as its type says. */
export function sampleMoment({ affinity, type, default: written }: ColumnShape, number: number): string {
  const moment = new Date(FIRST + number * DAY);
  const says = (written ?? '').toLowerCase();
  if (isNumber(affinity, type, says)) return numberFor(moment, affinity, says);
  const parts = WRITTEN.exec(written ?? '');
  if (parts !== null) return literal(likeWritten(moment, parts));
  const format = /strftime\s*\(\s*'([^']*)'/i.exec(written ?? '')?.[1];
  if (format !== undefined) return literal(formatted(moment, format));
  if (/^time$/.test(type) || /current_time\b|\btime\s*\(/.test(says))
    return literal(formatted(moment, '%H:%M:%S'));
  const isDate = /^date$/.test(type) || /current_date\b|\bdate\s*\(/.test(says);
  return literal(formatted(moment, isDate ? '%Y-%m-%d' : '%Y-%m-%d %H:%M:%S'));
}

/** Seconds since 1970 or days, where the default or the type of storage says so. */
function isNumber(affinity: string, type: string, says: string): boolean {
  if (affinity === 'TEXT') return false;
  if (/unixepoch|julianday|'%[sj]'|^-?\d+(?:\.\d+)?$/.test(says)) return true;
  return says === '' && /^(?:INTEGER|REAL)$/.test(affinity) && !/^(?:date|time)/.test(type);
}

function numberFor(moment: Date, affinity: string, says: string): string {
  if (says.includes('julian') || says.includes("'%j'"))
    return String(moment.getTime() / DAY + EPOCH_AS_JULIAN_DAY);
  const seconds = moment.getTime() / 1000;
  if (/\* *1000\b/.test(says)) return String(seconds * 1000);
  return affinity === 'REAL' ? seconds.toFixed(1) : String(seconds);
}

function likeWritten(moment: Date, [, between, seconds, fraction, zone = '']: RegExpExecArray): string {
  const date = formatted(moment, '%Y-%m-%d');
  if (between === undefined) return date + zone;
  const time = formatted(moment, seconds === undefined ? '%H:%M' : '%H:%M:%S');
  return `${date}${between}${time}${fraction?.replaceAll(/\d/g, '0') ?? ''}${zone}`;
}

/** As `strftime` does it, for what defaults use. */
function formatted(moment: Date, format: string): string {
  const text = moment.toISOString();
  const parts: Readonly<Record<string, string>> = {
    Y: text.slice(0, 4),
    m: text.slice(5, 7),
    d: text.slice(8, 10),
    F: text.slice(0, 10),
    H: text.slice(11, 13),
    M: text.slice(14, 16),
    S: text.slice(17, 19),
    T: text.slice(11, 19),
    f: text.slice(17, 23),
    s: String(moment.getTime() / 1000),
  };
  return format.replaceAll(/%(.)/g, (_, part: string) => parts[part] ?? part);
}
