import type { CatalogObject } from '../../../model/catalog.ts';
import { textFact, wordFact } from './facts.ts';

/** Groups of built-in types between which a cast exists. https://www.postgresql.org/docs/current/catalog-pg-cast.html */
const GROUPS: readonly (readonly string[])[] = [
  ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'money', 'oid'],
  ['date', 'timestamp without time zone', 'timestamp with time zone'],
  [
    'timestamp without time zone',
    'timestamp with time zone',
    'time without time zone',
    'time with time zone',
  ],
  ['interval', 'time without time zone'],
  ['json', 'jsonb'],
  ['inet', 'cidr'],
  ['macaddr', 'macaddr8'],
  ['bit', 'bit varying', 'integer', 'bigint'],
  ['boolean', 'integer'],
  ['jsonb', 'boolean', 'smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'],
];

const TEXTS: ReadonlySet<string> = new Set(['text', 'character varying', 'character', 'name', 'citext']);

/** A type without modifier: `numeric(10,2)` → `numeric`. */
function bare(type: string): string {
  return type.replace(/\([^)]*\)/, '').replace(/\[\]$/, '');
}

function hasCast(from: string, to: string): boolean {
  if (from === to || TEXTS.has(from) || TEXTS.has(to)) return true;
  const group = GROUPS.find((types) => types.includes(from) && types.includes(to));
  if (group === undefined) return false;
  return group[0] !== 'jsonb' || from === 'jsonb';
}

/** True when the type's values can go to the other type without the way through text. */
export function isCastKnown(now: CatalogObject, before: CatalogObject): boolean {
  const [from, to] = [wordFact(now, 'type'), wordFact(before, 'type')];
  if (from.endsWith('[]') !== to.endsWith('[]')) return TEXTS.has(bare(from)) || TEXTS.has(bare(to));
  const base = (column: CatalogObject): boolean => textFact(column, 'typeKind') === 'domain';
  return base(now) || base(before) || hasCast(bare(from), bare(to));
}

/** `email::text`, through text where no direct cast is known. */
export function castExpression(column: string, now: CatalogObject, before: CatalogObject): string {
  const type = wordFact(before, 'type');
  if (isCastKnown(now, before)) return `${column}::${type}`;
  const isArray = type.endsWith('[]') && wordFact(now, 'type').endsWith('[]');
  return `${column}::text${isArray ? '[]' : ''}::${type}`;
}
