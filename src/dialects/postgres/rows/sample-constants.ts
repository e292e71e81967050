import type { Hints } from './hints.ts';

type Samples = (number: number, modifiers: readonly number[], hints: Hints) => readonly string[];

const hex = (number: number): string => number.toString(16).padStart(2, '0');
const bits = (number: number, length: number): string =>
  number.toString(2).padStart(length, '0').slice(-length);
const day = (number: number): string => new Date(Date.UTC(2024, 0, number)).toISOString().slice(0, 10);
const span = (number: number): string => `[${number * 10},${number * 10 + 9})`;
const days = (number: number): string => `[${day(number)},${day(number + 1)})`;

const json: Samples = (number, _modifiers, hints) => {
  const keys = Object.fromEntries(
    hints.strings.filter((text) => /^\w+$/.test(text)).map((text) => [text, number]),
  );
  const object = JSON.stringify({ key: number });
  return [
    object,
    JSON.stringify({ ...keys, key: number }),
    '{}',
    '[]',
    `[${number}]`,
    `"${number}"`,
    String(number),
    'true',
    'null',
  ];
};

const bytes: Samples = (number, _modifiers, hints) => [
  `\\x${hex(number)}`,
  ...hints.numbers
    .filter((length) => length > 0 && length <= 4096)
    .map((length) => `\\x${hex(number).repeat(length)}`),
  '\\x',
];

const vector: Samples = (number, [length = 3]) => [`[${Array.from({ length }, () => number).join(',')}]`];

/** Constants of types that are neither number, text nor time. */
export const SAMPLE_BY_FAMILY: Readonly<Record<string, Samples>> = {
  boolean: (number) => (number % 2 === 1 ? ['true', 'false'] : ['false', 'true']),
  uuid: (number) => [`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`],
  json,
  jsonb: json,
  jsonpath: (number) => [`$.a[${number}]`],
  bytea: bytes,
  bit: (number, [length = 1]) => [bits(number, length)],
  'bit varying': (number, [length = 8]) => [bits(number, Math.min(length, 8))],
  inet: (number) => [`10.0.0.${number}`],
  cidr: (number) => [`10.0.${number}.0/24`],
  macaddr: (number) => [`08:00:2b:01:02:${hex(number)}`],
  macaddr8: (number) => [`08:00:2b:01:02:03:04:${hex(number)}`],
  point: (number) => [`(${number},${number})`],
  line: (number) => [`{1,-1,${number}}`],
  lseg: (number) => [`[(0,0),(${number},${number})]`],
  box: (number) => [`((0,0),(${number},${number}))`],
  path: (number) => [`[(0,0),(${number},${number})]`],
  polygon: (number) => [`((0,0),(${number},0),(${number},${number}))`],
  circle: (number) => [`<(0,0),${number}>`],
  tsvector: (number) => [`word${number}`],
  tsquery: (number) => [`word${number}`],
  xml: (number) => [`<a>${number}</a>`],
  int4range: (number) => [span(number), 'empty'],
  int8range: (number) => [span(number), 'empty'],
  numrange: (number) => [span(number), 'empty'],
  daterange: (number) => [days(number), 'empty'],
  tsrange: (number) => [days(number), 'empty'],
  tstzrange: (number) => [days(number), 'empty'],
  int4multirange: (number) => [`{${span(number)}}`],
  int8multirange: (number) => [`{${span(number)}}`],
  nummultirange: (number) => [`{${span(number)}}`],
  datemultirange: (number) => [`{${days(number)}}`],
  tsmultirange: (number) => [`{${days(number)}}`],
  tstzmultirange: (number) => [`{${days(number)}}`],
  range: () => ['empty'],
  pg_lsn: (number) => [`0/${hex(number)}`],
  pg_snapshot: (number) => [`${number}:${number}:`],
  txid_snapshot: (number) => [`${number}:${number}:`],
  xid: (number) => [String(number)],
  xid8: (number) => [String(number)],
  cid: (number) => [String(number)],
  tid: (number) => [`(0,${number})`],
  regclass: () => ['pg_catalog.pg_class'],
  regtype: () => ['integer'],
  regproc: () => ['now'],
  regprocedure: () => ['now()'],
  regrole: () => ['pg_monitor'],
  regnamespace: () => ['pg_catalog'],
  regconfig: () => ['simple'],
  hstore: (number) => [`key=>${number}`],
  ltree: (number) => [`top.n${number}`],
  lquery: () => ['*'],
  cube: (number) => [`(${number})`],
  seg: (number) => [String(number)],
  vector,
  halfvec: vector,
  isbn: () => ['978-0-393-04002-9'],
  isbn13: () => ['978-0-393-04002-9'],
  ean13: () => ['978-0-393-04002-9'],
};
