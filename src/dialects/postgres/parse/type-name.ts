import type { Node, TypeName } from 'libpg-query';
import { displayName } from '../quote.ts';

/** Names that the catalog writes otherwise than its own entries; `(…)` goes where the `*` is. */
const WRITTEN: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  varchar: 'character varying*',
  bpchar: 'character*',
  bit: 'bit*',
  varbit: 'bit varying*',
  numeric: 'numeric*',
  decimal: 'numeric*',
  time: 'time* without time zone',
  timetz: 'time* with time zone',
  timestamp: 'timestamp* without time zone',
  timestamptz: 'timestamp* with time zone',
};

/** Fields of an interval, by the bit mask that the grammar gives. */
const INTERVAL_FIELDS: Readonly<Record<number, string>> = {
  2: ' month',
  4: ' year',
  6: ' year to month',
  8: ' day',
  1024: ' hour',
  1032: ' day to hour',
  2048: ' minute',
  3072: ' hour to minute',
  3080: ' day to minute',
  4096: ' second',
  6144: ' minute to second',
  7168: ' hour to second',
  7176: ' day to second',
};

/** A type as the catalog's `format_type` writes it: `character varying(50)`, `integer[]`, `sales.mood`. */
export function typeName(type: TypeName | undefined): string {
  const array = (type?.arrayBounds ?? []).length > 0 ? '[]' : '';
  return `${elementName(type)}${array}`;
}

function elementName(type: TypeName | undefined): string {
  const parts = (type?.names ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
  const name = parts.at(-1) ?? '';
  const schema = parts.at(-2) ?? 'pg_catalog';
  const modifiers = (type?.typmods ?? []).map(modifier);
  return schema === 'pg_catalog' ? builtInName(name, modifiers) : ownName(schema, name, modifiers);
}

function builtInName(name: string, modifiers: readonly string[]): string {
  if (name === 'interval') return intervalName(modifiers);
  // "char" and character are two types; `bpchar` without a length stays as it is.
  if (name === 'bpchar' && modifiers.length === 0) return 'bpchar';
  const written = WRITTEN[name];
  return written?.replace('*', listed(modifiers)) ?? ownName(null, name, modifiers);
}

function ownName(schema: string | null, name: string, modifiers: readonly string[]): string {
  return `${displayName(schema, name)}${listed(modifiers)}`;
}

function intervalName(modifiers: readonly string[]): string {
  const fields = INTERVAL_FIELDS[Number(modifiers[0])] ?? '';
  return `interval${fields}${listed(modifiers.slice(1))}`;
}

function listed(modifiers: readonly string[]): string {
  return modifiers.length === 0 ? '' : `(${modifiers.join(',')})`;
}

/** A modifier is a constant, or a word that the type knows: `geometry(Point,4326)`. */
function modifier(node: Node): string {
  if ('ColumnRef' in node) {
    return (node.ColumnRef.fields ?? [])
      .map((field) => ('String' in field ? (field.String.sval ?? '') : ''))
      .join('.');
  }
  if (!('A_Const' in node)) return '?';
  const { ival, fval, sval } = node.A_Const;
  // The grammar leaves a zero out.
  return sval?.sval ?? fval?.fval ?? String(ival?.ival ?? 0);
}
