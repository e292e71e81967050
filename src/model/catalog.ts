/** The schema at one moment, as the engine reports it. Keys are {@link objectKey}. */
export type Catalog = ReadonlyMap<string, CatalogObject>;

export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };

export type ObjectKind =
  | 'schema'
  | 'table'
  | 'view'
  | 'materialized-view'
  | 'foreign-table'
  | 'sequence'
  | 'column'
  | 'constraint'
  | 'index'
  | 'trigger'
  | 'rule'
  | 'policy'
  | 'function'
  | 'aggregate'
  | 'enum'
  | 'domain'
  | 'composite-type'
  | 'range-type'
  | 'base-type'
  | 'extension'
  | 'statistics'
  | 'publication'
  | 'event-trigger'
  | 'collation'
  | 'default-privileges'
  | 'operator'
  | 'cast'
  | 'text-search'
  | 'foreign-server'
  | 'role'
  | 'setting';

/** One object of the schema with everything that two moments are compared by. */
export interface CatalogObject {
  readonly kind: ObjectKind;
  /**
   * Unique within its kind; quoted where SQL needs it; without the default schema, since readers leave it out:
   * `users`, `sales.orders`, `"User"`, `users.email` (column), `users.users_email_check` (constraint),
   * `users_email_idx` (index), `touch_row()` (function, with argument types).
   */
  readonly name: string;
  /** Name of the relation that it belongs to (column, constraint, index, trigger, policy, rule …); null for others. */
  readonly relation: string | null;
  /** The engine's own identity (an OID). Survives renames; never compared between two runs. */
  readonly id: string;
  /** What is compared. Keys and values are the dialect's; a difference is told to people by this key. */
  readonly facts: Readonly<Record<string, Fact>>;
}

/** The key of an object in a {@link Catalog}. */
export function objectKey(kind: ObjectKind, name: string): string {
  return `${kind} ${name}`;
}

/** The object of that kind and name; null when there is none. */
export function findObject(catalog: Catalog, kind: ObjectKind, name: string): CatalogObject | null {
  return catalog.get(objectKey(kind, name)) ?? null;
}

const RELATION_KINDS: readonly ObjectKind[] = [
  'table',
  'materialized-view',
  'view',
  'foreign-table',
  'sequence',
];

/** The table, view, materialized view, foreign table or sequence of that name; null when there is none. */
export function findRelation(catalog: Catalog, name: string): CatalogObject | null {
  for (const kind of RELATION_KINDS) {
    const found = catalog.get(objectKey(kind, name));
    if (found !== undefined) return found;
  }
  return null;
}

/** Objects of one kind, in catalog order; with `relation`, only those that belong to it. */
export function objectsOf(catalog: Catalog, kind: ObjectKind, relation?: string): CatalogObject[] {
  const { byKind, byRelation } = sorted(catalog);
  if (relation === undefined) return [...(byKind.get(kind) ?? [])];
  return (byRelation.get(relation) ?? []).filter((object) => object.kind === kind);
}

interface Sorted {
  readonly byKind: ReadonlyMap<ObjectKind, readonly CatalogObject[]>;
  readonly byRelation: ReadonlyMap<string, readonly CatalogObject[]>;
}

/** A catalog is asked for the parts of each of its relations, so that it is gone through once. */
const SORTED = new WeakMap<Catalog, Sorted>();

function sorted(catalog: Catalog): Sorted {
  const known = SORTED.get(catalog);
  if (known !== undefined) return known;
  const byKind = new Map<ObjectKind, CatalogObject[]>();
  const byRelation = new Map<string, CatalogObject[]>();
  for (const object of catalog.values()) {
    addTo(byKind, object.kind, object);
    if (object.relation !== null) addTo(byRelation, object.relation, object);
  }
  SORTED.set(catalog, { byKind, byRelation });
  return { byKind, byRelation };
}

function addTo<Key>(groups: Map<Key, CatalogObject[]>, key: Key, object: CatalogObject): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [object]);
  else group.push(object);
}
