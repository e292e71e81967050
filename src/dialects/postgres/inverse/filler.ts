import type { CatalogObject } from '../../../model/catalog.ts';
import { isFact, textFact, wordOf } from './facts.ts';

/** Values for rows whose own are gone: the emptiest of the type, and one that differs from row to row. */
const FILLERS: readonly (readonly [types: RegExp, same: string, differing: string | null])[] = [
  [/^(smallint|integer|bigint|numeric|real|double precision)/, '0', `(random() * 2000000000)::integer`],
  [/^(text|citext|.*\.citext)$/, `''`, 'gen_random_uuid()::text'],
  [/^character varying$/, `''`, 'gen_random_uuid()::text'],
  [/^(character varying|character)/, `''`, null],
  [/^boolean$/, 'false', null],
  [/^timestamp|^date$/, `'-infinity'`, null],
  [/^time /, `'00:00'`, null],
  [/^interval$/, `'0'`, null],
  [/^uuid$/, `'00000000-0000-0000-0000-000000000000'`, 'gen_random_uuid()'],
  [/^jsonb?$/, `'null'`, null],
  [/^bytea$/, `''`, `gen_random_uuid()::text::bytea`],
  [/\[\]$/, `'{}'`, null],
];

/**
 * A default with which a NOT NULL column can be added to a table that holds rows, to be dropped right after; null when
 * none is needed or known. The old values are reported as lost whatever this says.
 */
export function filler(column: CatalogObject, isUnique: boolean): string | null {
  const { facts } = column;
  const fillsItself =
    textFact(column, 'default') !== null ||
    textFact(column, 'identity') !== null ||
    textFact(column, 'generated') !== null;
  if (!isFact(column, 'notNull') || fillsItself || facts['typeKind'] === 'domain') return null;
  const type = wordOf(facts['type']);
  const length = /^character varying\((\d+)\)$/.exec(type)?.[1];
  if (isUnique && length !== undefined) return differingText(Number(length));
  const known = FILLERS.find(([types]) => types.test(type));
  if (known === undefined) return null;
  return isUnique ? known[2] : known[1];
}

/** As much of a random text as fits; too little of it would not differ. */
function differingText(length: number): string | null {
  const random = 'gen_random_uuid()::text';
  if (length >= 36) return random;
  return length < 8 ? null : `"left"(${random}, ${length})`;
}
