import { nearNumbers } from '../../rows/near-numbers.ts';
import type { Hints } from './hints.ts';
import type { ValueType } from './value-type.ts';

const LIMITS: Readonly<Record<string, number>> = {
  smallint: 32_767,
  integer: 2_147_483_647,
  bigint: Number.MAX_SAFE_INTEGER,
  oid: 4_294_967_295,
  real: 1e30,
  'double precision': 1e300,
  money: 1e12,
};

/** Numbers as text; null when the type is no number. */
export function sampleNumbers(type: ValueType, number: number, hints: Hints): string[] | null {
  const limit = type.family === 'numeric' ? numericLimit(type.modifiers) : LIMITS[type.family];
  if (limit === undefined) return null;
  const isWhole = ['smallint', 'integer', 'bigint', 'oid'].includes(type.family);
  return [firstNumber(type, number, limit), ...nearNumbers(number, hints.numbers)]
    .filter((value) => Math.abs(value) < limit && (!isWhole || Number.isInteger(value)))
    .filter((value) => type.family !== 'oid' || value >= 0)
    .map(plainNumeral);
}

function numericLimit(modifiers: readonly number[]): number {
  const [precision, scale = 0] = modifiers;
  return precision === undefined ? 1e30 : 10 ** (precision - scale);
}

/** The number itself, or as many decimal places of it as a small type holds. */
function firstNumber(type: ValueType, number: number, limit: number): number {
  if (number < limit) return number;
  const scale = type.modifiers[1] ?? 0;
  return scale > 0 ? Math.min(number / 10 ** scale, limit - 10 ** -scale) : number % limit;
}

function plainNumeral(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toFixed(6)));
}
