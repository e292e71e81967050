import type { Hints } from './hints.ts';
import type { ValueType } from './value-type.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const FIRST = Date.UTC(2024, 0, 1);

/** Dates, times and intervals as text; null when the type is none of them. */
export function sampleTimes(type: ValueType, number: number, hints: Hints): string[] | null {
  if (type.family.startsWith('time '))
    return [clock(number), ...hints.strings.filter((text) => /^\d\d:\d\d/.test(text))];
  if (type.family.startsWith('interval')) return intervals(number, hints);
  const isDate = type.family === 'date';
  if (!isDate && !type.family.startsWith('timestamp')) return null;
  const step = isDate ? DAY : HOUR;
  const moments = [
    FIRST + number * DAY,
    FIRST + number * DAY + step,
    ...near(hints, number * step),
    FIRST + number * 366 * DAY,
    Date.UTC(1990, 0, number),
  ];
  return [...moments.map((moment) => formatted(moment, isDate)), 'infinity', '-infinity'];
}

function near(hints: Hints, distance: number): number[] {
  return hints.strings
    .filter((text) => /^\d{4}-\d\d-\d\d/.test(text))
    .map((text) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`))
    .filter((moment) => !Number.isNaN(moment))
    .flatMap((moment) => [moment + distance, moment, moment - distance]);
}

function formatted(moment: number, isDate: boolean): string {
  const text = new Date(moment).toISOString();
  return isDate ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}+00`;
}

function clock(number: number): string {
  return `${String(number % 24).padStart(2, '0')}:00:00`;
}

function intervals(number: number, hints: Hints): string[] {
  const near = hints.strings.filter((text) =>
    /^-?\d+(:\d\d|\s*(second|minute|hour|day|week|mon|year))/.test(text),
  );
  return [`${number} days`, ...near, `${number} hours`, '0', `${number} years`, `-${number} days`];
}
