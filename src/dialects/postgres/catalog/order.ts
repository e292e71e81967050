import type { CatalogObject, ObjectKind } from '../../../model/catalog.ts';

/** Kinds in the order in which a catalog lists them: what holds others first. */
const KINDS: readonly ObjectKind[] = [
  'role',
  'schema',
  'extension',
  'collation',
  'enum',
  'domain',
  'composite-type',
  'range-type',
  'base-type',
  'foreign-server',
  'sequence',
  'table',
  'foreign-table',
  'column',
  'constraint',
  'index',
  'statistics',
  'view',
  'materialized-view',
  'function',
  'aggregate',
  'trigger',
  'rule',
  'policy',
  'operator',
  'cast',
  'text-search',
  'event-trigger',
  'publication',
  'default-privileges',
  'setting',
];

const RANKS = new Map(KINDS.map((kind, rank) => [kind, rank]));

function rank(kind: ObjectKind): number {
  return RANKS.get(kind) ?? KINDS.length;
}

function position(object: CatalogObject): number {
  const value = object.facts['position'];
  return typeof value === 'number' ? value : 0;
}

/** Order by code units, the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Catalog order: by kind, then relation, then position (columns), then name. */
export function compareObjects(left: CatalogObject, right: CatalogObject): number {
  return (
    rank(left.kind) - rank(right.kind) ||
    compareText(left.relation ?? '', right.relation ?? '') ||
    position(left) - position(right) ||
    compareText(left.name, right.name)
  );
}
