import { literal } from '../rows/names.ts';
import type { ColumnShape } from '../rows/table-shape.ts';
import type { ValueType } from '../rows/value-type.ts';
import type { Constants } from './changing.ts';

/** Number of the row that is made; all values come from it. */
export const NUMBER = 'plant.n';
/** The numbers of the rows in another order, each once: 10,007 is a prime. */
const SHUFFLED = `((${NUMBER} * 7919) % 10007)`;

export interface Sample {
  /** `unique` never gives a value twice, `grouped` a few values over and over, `any` also NULLs and edges. */
  readonly kind: 'unique' | 'grouped' | 'any';
  readonly constants: Constants;
  /** Also the largest and strangest values, on which a statement may fail. */
  readonly wild: boolean;
}

const INTEGERS: Readonly<Record<string, readonly string[]>> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
};
const TEXTS = new Set(['text', 'character varying', 'character', 'bpchar', 'citext', 'name']);

/** An expression for a column's value; null for a type of which no value is known. */
export function sampleColumn(
  { type, nullable }: Pick<ColumnShape, 'type' | 'nullable'>,
  sample: Sample,
): string | null {
  const values =
    sample.kind === 'any'
      ? anyValues(type, sample)
      : [keyValue(type, sample.kind)].flatMap((one) => one ?? []);
  if (values.length === 0) return null;
  const all = sample.kind === 'any' && nullable ? ['NULL', ...values] : values;
  return all.length === 1 ? castTo(type, all[0] ?? 'NULL') : oneOf(type, all);
}

/** Strides differ with the number of values, so that columns do not go in step. */
function oneOf(type: ValueType, values: readonly string[]): string {
  const cases = values.map((value, index) => `WHEN ${index} THEN ${castTo(type, value)}`);
  return `CASE (${NUMBER} / ${values.length + 1} + ${NUMBER}) % ${values.length} ${cases.join(' ')} END`;
}

function castTo(type: ValueType, value: string): string {
  const plain = `(${value})::${type.sql}`;
  return type.domain === null ? plain : `(${plain})::${type.domain}`;
}

/** Numbers go below zero, too, and no value lies where its row does. */
function keyValue(type: ValueType, kind: 'unique' | 'grouped'): string | null {
  const number = kind === 'unique' ? SHUFFLED : `(${NUMBER} % 13)`;
  const { family } = type;
  if (family in INTEGERS || family === 'numeric')
    return `CASE WHEN ${number} % 7 = 3 THEN -${number} ELSE ${number} + 1000 END`;
  if (TEXTS.has(family)) return shortened(type, `to_hex(${number} + 4096)`);
  if (family === 'uuid') return `md5(${number}::text)::uuid`;
  if (family === 'bytea') return `decode(md5(${number}::text), 'hex')`;
  if (family.startsWith('timestamp') || family === 'date')
    return `timestamptz '2001-02-03 04:05Z' + ${number} * interval '1 day'`;
  if (family === 'inet') return `inet '10.0.0.1' + ${number}`;
  if (type.labels.length > 0 && kind === 'grouped') return label(type);
  return null;
}

function label({ labels }: ValueType): string {
  return `(ARRAY[${labels.map(literal).join(', ')}])[1 + ${NUMBER} % ${labels.length}]`;
}

function anyValues(type: ValueType, sample: Sample): string[] {
  const { family } = type;
  if (type.labels.length > 0) return [label(type)];
  if (family in INTEGERS) return [...numericValues(sample), ...(sample.wild ? (INTEGERS[family] ?? []) : [])];
  if (TEXTS.has(family)) return textValues(type, sample);
  if (family === 'array' && type.element !== null) return arrayValues(type.element, sample);
  const known = SAMPLES[family.replace(/ with.*$/, '')]?.(sample);
  return known ?? [keyValue(type, 'grouped')].flatMap((value) => value ?? []);
}

const decimals = (sample: Sample): string[] => [...numericValues(sample), '0.5', `-${NUMBER} / 7.0`];
const documents = ({ wild }: Sample): string[] => [
  `'{}'`,
  `json_build_object('n', ${NUMBER}, 'name', 'value ' || ${NUMBER})`,
  ...(wild ? [`'null'`, `'[1, "a"]'`] : []),
];

const moments = ({ wild }: Sample): string[] => [
  `timestamptz '1999-12-31 23:59Z' + ${NUMBER} * interval '2 days'`,
  `now() - ${NUMBER} * interval '7 hours'`,
  ...(wild ? [`'infinity'`] : []),
];

const SAMPLES: Readonly<Record<string, (sample: Sample) => string[]>> = {
  numeric: decimals,
  real: decimals,
  'double precision': decimals,
  boolean: () => ['true', 'false'],
  date: moments,
  timestamp: moments,
  interval: () => [`${NUMBER} * interval '1 minute'`],
  time: () => [`time '00:00' + ${NUMBER} * interval '7 seconds'`],
  json: documents,
  jsonb: documents,
};

function numericValues({ constants }: Sample): string[] {
  const near = constants.numbers.flatMap((number) => [`(${number})`, `(${number}) + 1`]);
  return ['0', '-1', '1', ...near, `${NUMBER} % 50`, NUMBER];
}

function textValues(type: ValueType, { constants, wild }: Sample): string[] {
  const edges = [`''`, `' '`, `'Ä ß 漢 ''quoted'' \\'`];
  const values = [
    ...constants.texts.map(literal),
    `'value ' || ${NUMBER} % 50`,
    `'Name Of ' || ${NUMBER}`,
    `${NUMBER}::text`,
  ];
  return [...values, ...(wild ? [...edges, `repeat('long ', 200)`] : [])].map((value) =>
    shortened(type, value),
  );
}

function shortened({ modifiers }: ValueType, value: string): string {
  return modifiers[0] === undefined ? value : `left(${value}, ${modifiers[0]})`;
}

function arrayValues(element: ValueType, sample: Sample): string[] {
  const value = sampleColumn({ type: element, nullable: false }, { ...sample, wild: false });
  return [`'{}'`, ...(value === null ? [] : [`ARRAY[${value}]`])];
}
