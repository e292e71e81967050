import { nearNumbers } from '../../rows/near-numbers.ts';
import { rotated } from '../../rows/rotated.ts';
import { sampleTexts, type TextHints } from '../../rows/sample-texts.ts';
import { NO_HINTS } from './hints.ts';
import { literal } from './names.ts';
import { sampleMoment } from './sample-moments.ts';
import type { ColumnShape, TableShape } from './table-shape.ts';
import { formOf, type ValueForm } from './value-form.ts';

/** Words that stand for true and false, where a default is one of them. */
const TRUTHS: readonly (readonly [string, string])[] = [
  ["'true'", "'false'"],
  ["'t'", "'f'"],
  ["'yes'", "'no'"],
  ["'y'", "'n'"],
];

const hex = (number: number, bytes = 1): string => number.toString(16).padStart(bytes * 2, '0');

/**
 * Values of a column as SQL constants, the plainest first; more than one only where hints ask for a choice. Each is of
 * a storage class that the column leaves as it is, so that conditions judge it as they will judge what is stored.
 */
export function sampleValues(
  { strict }: Pick<TableShape, 'strict'>,
  column: ColumnShape,
  number: number,
  hints: TextHints,
): readonly string[] {
  const plain = plainValue(column, number);
  if (!hints.choice) return [plain];
  const values = [plain, ...usualValues(column), ...jsonValues(hints, number)];
  const numbers = [number, ...nearNumbers(number, hints.numbers)].filter(Number.isFinite).map(numeral);
  const all = [...values, ...sampleTexts(number, hints).map(literal), ...numbers, ...blobs(number, hints)];
  return [...new Set(all)].filter((value) => isKept(value, column, strict));
}

/** The plainest value of a column. */
export function plainValue(column: ColumnShape, number: number): string {
  return PLAIN_BY_FORM[formOf(column)](column, number);
}

const PLAIN_BY_FORM: Readonly<Record<ValueForm, (column: ColumnShape, number: number) => string>> = {
  boolean: truth,
  moment: sampleMoment,
  uuid,
  json: (_, number) => literal(`{"key": ${number}}`),
  email: (_, number) => literal(`user${number}@example.com`),
  url: (_, number) => literal(`https://example.com/${number}`),
  blob: (_, number) => `x'${hex(number, 2)}'`,
  number: ({ affinity }, number) => (affinity === 'REAL' ? (number + 0.5).toFixed(1) : String(number)),
  text: (column, number) => usualValues(column)[0] ?? literal(sampleTexts(number, NO_HINTS)[0] ?? ''),
};

/** A constant default of a text column is what such a column really holds. */
function usualValues({ affinity, default: written, unique }: ColumnShape): string[] {
  const isUsual = affinity === 'TEXT' && !unique && /^'(?:[^']|'')+'$/.test(written ?? '');
  return isUsual && written !== null ? [written] : [];
}

function truth({ affinity, default: written }: ColumnShape, number: number): string {
  const words = TRUTHS.find((pair) => pair.includes((written ?? '').toLowerCase()));
  const [first = '1'] = rotated(words ?? ['1', '0'], number - 1);
  return affinity === 'TEXT' && words === undefined ? literal(first) : first;
}

function uuid({ affinity }: ColumnShape, number: number): string {
  if (affinity === 'BLOB') return `x'${hex(number, 16)}'`;
  return literal(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
}

/** Objects with the keys that conditions look for: `$.name`. */
function jsonValues({ strings }: TextHints, number: number): string[] {
  const keys = strings.flatMap((text) => /^\$?\.?(\w+)$/.exec(text)?.[1] ?? []);
  if (keys.length === 0) return [];
  return [literal(JSON.stringify(Object.fromEntries(keys.map((key) => [key, number])))), literal('[]')];
}

function blobs(number: number, { numbers }: TextHints): string[] {
  const lengths = numbers.filter((length) => length > 0 && length <= 4096 && Number.isInteger(length));
  return [2, ...lengths].map((length) => `x'${hex(number, length)}'`);
}

function numeral(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toFixed(6)));
}

const READS_AS_NUMBER = /^'\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*'$/i;

/** True for a constant that is stored as it is written. https://www.sqlite.org/datatype3.html#type_affinity */
function isKept(value: string, { affinity }: ColumnShape, strict: boolean): boolean {
  const isBlob = value.startsWith("x'");
  const isText = value.startsWith("'");
  if (affinity === 'ANY' || (affinity === 'BLOB' && !strict)) return true;
  if (affinity === 'BLOB' || isBlob) return isBlob && (affinity === 'BLOB' || !strict);
  if (affinity === 'TEXT') return isText;
  if (isText) return !strict && !READS_AS_NUMBER.test(value);
  return affinity !== 'INTEGER' || /^-?\d+$/.test(value);
}
