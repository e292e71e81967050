import { rotated } from '../../rows/rotated.ts';
import { NO_HINTS, type Hints } from './hints.ts';
import { literal } from './names.ts';
import { sampleNumbers } from './sample-numbers.ts';
import { sampleTexts } from '../../rows/sample-texts.ts';
import { SAMPLE_BY_FAMILY } from './sample-constants.ts';
import { sampleTimes } from './sample-times.ts';
import type { ValueType } from './value-type.ts';

/**
 * Values of a type as SQL expressions, the plainest first. Equal types and equal numbers give equal values, so that
 * rows of different tables fit together. More than one value only where hints ask for a choice.
 */
export function sampleValues(type: ValueType, number: number, hints: Hints): readonly string[] {
  const values = rawValues(type, number, hints);
  const first = hints.choice ? values : values.slice(0, 1);
  const spread = Array.from({ length: hints.spread }, (_, index) => number + 10 * (index + 1));
  const further = spread.flatMap((one) => rawValues(type, one, { ...hints, spread: 0 }).slice(0, 1));
  return [...new Set([...first, ...further])].map((value) => cast(value, type.sql));
}

/** The plainest value of a type. */
export function plainValue(type: ValueType, number: number): string {
  return sampleValues(type, number, NO_HINTS)[0] ?? 'NULL';
}

/** The expression, cast so that the engine does not have to guess. */
export function cast(expression: string, type: string): string {
  return `${expression}::${type}`;
}

function rawValues(type: ValueType, number: number, hints: Hints): readonly string[] {
  if (type.labels.length > 0) return rotated(type.labels, number - 1).map(literal);
  if (type.element !== null) return arrays(type.element, number, hints);
  if (type.parts !== null) return [composite(type.parts, number, hints)];
  const special = SAMPLE_BY_FAMILY[type.family];
  if (special !== undefined) return special(number, type.modifiers, hints).map(literal);
  return (
    sampleNumbers(type, number, hints)?.map(numeral) ??
    sampleTimes(type, number, hints)?.map(literal) ??
    sampleTexts(number, hints, type.modifiers[0]).map(literal)
  );
}

/** A negative number before a cast needs parentheses. */
function numeral(value: string): string {
  return value.startsWith('-') ? `(${value})` : value;
}

function arrays(element: ValueType, number: number, hints: Hints): string[] {
  const [one = 'NULL', two = one] = elementValues(element, number, hints);
  return [`ARRAY[${one}]`, `ARRAY[${one}, ${two}]`, `'{}'`];
}

function elementValues(element: ValueType, number: number, hints: Hints): string[] {
  const values = sampleValues(element, number, hints);
  return element.domain === null
    ? [...values]
    : values.map((value) => cast(value, element.domain ?? element.sql));
}

function composite(parts: readonly ValueType[], number: number, hints: Hints): string {
  return `ROW(${parts.map((part) => elementValues(part, number, hints)[0] ?? 'NULL').join(', ')})`;
}
