import { literal } from './names.ts';
import type { ValueType } from './value-type.ts';

/** Types whose constants code writes as numbers. */
const NUMERALS = /^(smallint|integer|bigint|numeric|real|double precision)$/;
/** Their sample values are cut to length by the cast, are not of the type's form in filters, or would suit any type. */
const CAST_KEPT = /^(text|character|character varying|citext|name|reg\w+)$/;

const TEXT = /^'[^']*(?:''[^']*)*'$/;
const NUMERAL = /^\(?-?\d+(?:\.\d+)?\)?$/;
/** An array of one text that needs no quoting of its own. */
const ARRAY_OF_ONE = /^ARRAY\['([^'"\\]*)'::[^\],]+\]$/;

/**
 * A constant as code writes or binds it, without the name of its type: the server takes that from the column. What
 * cannot be read without (a row, a subquery) keeps its cast.
 */
export function asWritten(value: string, { sql, family }: Pick<ValueType, 'sql' | 'family'>): string {
  const suffix = `::${sql}`;
  if (!value.endsWith(suffix) || CAST_KEPT.test(family)) return value;
  const expression = value.slice(0, -suffix.length);
  if (family === 'boolean') return expression.replaceAll("'", '');
  if (expression === 'NULL' || TEXT.test(expression)) return expression;
  if (NUMERALS.test(family) && NUMERAL.test(expression)) return expression;
  const [, element] = ARRAY_OF_ONE.exec(expression) ?? [];
  return element === undefined ? value : literal(`{"${element}"}`);
}
