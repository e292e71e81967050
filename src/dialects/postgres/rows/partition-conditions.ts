import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';
import { literal, qualified } from './names.ts';
import { splitList } from './split-list.ts';

/** Conditions that rows of a partition satisfy, its own and those of the partitions that it lies in. */
export function partitionConditions(catalog: Catalog, table: CatalogObject): string[] {
  const parent = parentOf(catalog, table);
  if (parent === null) return [];
  return [...boundConditions(catalog, parent, table), ...partitionConditions(catalog, parent)];
}

/** The condition for one partition as one expression; null when the bound is not understood. */
export function boundCondition(parent: CatalogObject, partition: CatalogObject): string | null {
  const key = /^(RANGE|LIST|HASH) \((.*)\)$/s.exec(textFact(parent, 'partitionKey') ?? '');
  const bound = textFact(partition, 'partitionBound');
  if (key === null || bound === null) return null;
  const columns = splitList(key[2] ?? '').map(withoutDecoration);
  if (key[1] === 'LIST') return listCondition(columns[0] ?? '', bound);
  if (key[1] === 'RANGE') return rangeCondition(columns, bound);
  return hashCondition(parent.name, columns, bound);
}

function parentOf(catalog: Catalog, table: CatalogObject): CatalogObject | null {
  const name = textFact(table, 'partitionOf');
  return name === null ? null : findObject(catalog, 'table', name);
}

function boundConditions(catalog: Catalog, parent: CatalogObject, partition: CatalogObject): string[] {
  if (textFact(partition, 'partitionBound') !== 'DEFAULT')
    return [boundCondition(parent, partition) ?? []].flat();
  return objectsOf(catalog, 'table')
    .filter((one) => one.name !== partition.name && textFact(one, 'partitionOf') === parent.name)
    .flatMap((sibling) => boundCondition(parent, sibling) ?? [])
    .map((condition) => `(${condition}) IS NOT TRUE`);
}

/** Key columns can carry a collation and an operator class. */
function withoutDecoration(key: string): string {
  return /^("[^"]*(?:""[^"]*)*"|[\w$]+)(?:\s|$)/.exec(key)?.[1] ?? key;
}

function listCondition(column: string, bound: string): string | null {
  const values = splitList(/^FOR VALUES IN \((.*)\)$/s.exec(bound)?.[1] ?? '');
  if (values.length === 0) return null;
  const constants = values.filter((value) => value !== 'NULL');
  const parts =
    constants.length > 0 ? [`(${column} IS NOT NULL AND ${column} IN (${constants.join(', ')}))`] : [];
  if (values.includes('NULL')) parts.push(`${column} IS NULL`);
  return `(${parts.join(' OR ')})`;
}

function rangeCondition(columns: readonly string[], bound: string): string | null {
  const match = /^FOR VALUES FROM \((.*)\) TO \((.*)\)$/s.exec(bound);
  if (match === null) return null;
  const present = columns.map((column) => `${column} IS NOT NULL`);
  const from = boundSide(columns, splitList(match[1] ?? ''), '>=');
  const to = boundSide(columns, splitList(match[2] ?? ''), '<');
  return `(${[...present, ...from, ...to].join(' AND ')})`;
}

/** One side of a range; what follows an unbounded position does not count. */
function boundSide(columns: readonly string[], values: readonly string[], operator: '>=' | '<'): string[] {
  const open = values.findIndex((value) => value === 'MINVALUE' || value === 'MAXVALUE');
  const count = open === -1 ? columns.length : open;
  if (count === 0) return [];
  const isInclusive = operator === '>=' ? values[open] !== 'MAXVALUE' : values[open] === 'MAXVALUE';
  const comparison = open === -1 ? operator : `${operator.charAt(0)}${isInclusive ? '=' : ''}`;
  const [left, right] = [columns.slice(0, count), values.slice(0, count)];
  if (count === 1) return [`${left.join('')} ${comparison} ${right.join('')}`];
  return [`(${left.join(', ')}) ${comparison} (${right.join(', ')})`];
}

function hashCondition(parent: string, columns: readonly string[], bound: string): string | null {
  const match = /modulus (\d+), remainder (\d+)/.exec(bound);
  if (match === null) return null;
  const relation = `${literal(qualified(parent))}::regclass`;
  return `satisfies_hash_partition(${[relation, match[1], match[2], ...columns].join(', ')})`;
}
