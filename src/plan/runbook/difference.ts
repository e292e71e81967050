import type { Catalog, CatalogObject, Fact, ObjectKind } from '../../model/catalog.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';

/** How one object differs between what is shipped and what the change leaves behind. */
export interface ObjectDifference {
  readonly kind: ObjectKind;
  readonly relation: string | null;
  /** Null for what is new. */
  readonly before: CatalogObject | null;
  /** Null for what is gone. */
  readonly after: CatalogObject | null;
  /** Facts that differ, where both are there. */
  readonly facts: readonly string[];
}

/** What a reader of the schema cares for; what follows from it (order, privileges' texts, sizes of statistics) is left out. */
const TOLD: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  table: ['persistence', 'partitionKey', 'rowSecurity'],
  column: ['type', 'notNull', 'default', 'identity', 'generated', 'expression', 'collation'],
  constraint: ['definition', 'validated'],
  index: ['definition'],
  view: ['definition'],
  'materialized-view': ['definition'],
  function: ['definition'],
  trigger: ['definition'],
  policy: ['definition', 'using', 'check'],
  enum: ['labels'],
  domain: ['definition', 'baseType', 'notNull', 'default'],
  sequence: ['type', 'increment', 'start'],
  'foreign-table': ['definition'],
  'composite-type': ['definition'],
  extension: ['version'],
  schema: [],
};

/** Objects that are new, gone, renamed or different at the end of the change; in catalog order, old ones first. */
export function differenceOf({ shipped, migrations }: Rehearsal): ObjectDifference[] {
  const last = migrations.flatMap(({ statements }) => statements).at(-1)?.after ?? shipped;
  const later = byIdentity(last);
  const matched = new Set<CatalogObject>();
  const old = [...shipped.values()].flatMap((before) => {
    const after = later.get(identityOf(before)) ?? last.get(`${before.kind} ${before.name}`) ?? null;
    if (after !== null) matched.add(after);
    return compared(before, after);
  });
  const added = [...last.values()].filter((after) => !matched.has(after));
  return withoutParts([...old, ...added.flatMap((after) => compared(null, after))]);
}

function byIdentity(catalog: Catalog): Map<string, CatalogObject> {
  return new Map([...catalog.values()].map((object) => [identityOf(object), object]));
}

function identityOf({ kind, id }: CatalogObject): string {
  return `${kind} ${id}`;
}

function compared(before: CatalogObject | null, after: CatalogObject | null): ObjectDifference[] {
  const object = after ?? before;
  if (object === null || TOLD[object.kind] === undefined) return [];
  const facts = before === null || after === null ? [] : differingFacts(before, after);
  const renamed = before !== null && after !== null && ownName(before) !== ownName(after);
  if (before !== null && after !== null && facts.length === 0 && !renamed) return [];
  return [{ kind: object.kind, relation: object.relation, before, after, facts }];
}

function differingFacts(before: CatalogObject, after: CatalogObject): string[] {
  return (TOLD[before.kind] ?? []).filter(
    (fact) => JSON.stringify(before.facts[fact] ?? null) !== JSON.stringify(after.facts[fact] ?? null),
  );
}

/** The name without the relation's, which may have been renamed around it. */
export function ownName({ name, relation }: CatalogObject): string {
  return relation !== null && name.startsWith(`${relation}.`) ? name.slice(relation.length + 1) : name;
}

/** What comes and goes with its table is told by the table. */
function withoutParts(all: readonly ObjectDifference[]): ObjectDifference[] {
  const gone = new Set(tablesOf(all, 'before', 'after'));
  const made = new Set(tablesOf(all, 'after', 'before'));
  return all.filter(({ before, after, kind }) => {
    if (kind === 'table') return true;
    if (after === null) return !gone.has(before?.relation ?? '');
    return before !== null || !made.has(after.relation ?? '');
  });
}

function tablesOf(
  all: readonly ObjectDifference[],
  has: 'before' | 'after',
  lacks: 'before' | 'after',
): string[] {
  return all.flatMap((one) => (one.kind === 'table' && one[lacks] === null ? (one[has]?.name ?? []) : []));
}

/** A fact as text: what a column is, for one. */
export function factText(value: Fact | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
