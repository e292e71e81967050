import { findObject, findRelation, objectKey, type Catalog, type CatalogObject } from '../model/catalog.ts';
import type { Change, ChangeOf } from '../model/change.ts';

/** The schema after a change, as far as its text tells: tables, columns, indexes and constraints. */
export function afterChange(before: Catalog, change: Change): Catalog {
  switch (change.kind) {
    case 'create-table':
    case 'create-table-as':
    case 'create-materialized-view':
      return withTable(before, change);
    case 'create-index':
      return change.index === null ? before : having(before, indexOf(change));
    case 'drop':
      return change.of === 'table' ? without(before, 'table', change.object) : before;
    case 'drop-index':
      return without(before, 'index', change.object);
    case 'rename':
      return renamed(before, change);
    default:
      return afterTableChange(before, change);
  }
}

function afterTableChange(before: Catalog, change: Change): Catalog {
  const { relation } = change;
  if (relation === null) return before;
  switch (change.kind) {
    case 'add-column':
      return having(before, columnOf(relation, change));
    case 'drop-column':
      return without(before, 'column', `${relation}.${change.column}`);
    case 'rename-column':
      return moved(before, 'column', `${relation}.${change.column}`, `${relation}.${change.to}`);
    case 'set-not-null':
      return altered(before, 'column', `${relation}.${change.column}`, { notNull: true });
    case 'set-type':
      return altered(before, 'column', `${relation}.${change.column}`, { type: change.type });
    case 'add-constraint':
      return having(before, constraintOf(relation, change));
    case 'validate-constraint':
      return altered(before, 'constraint', `${relation}.${change.constraint}`, { validated: true });
    case 'drop-constraint':
      return without(before, 'constraint', `${relation}.${change.constraint}`);
    default:
      return before;
  }
}

type NewTable = ChangeOf<'create-table'> | ChangeOf<'create-table-as' | 'create-materialized-view'>;

function withTable(before: Catalog, change: NewTable): Catalog {
  if (findRelation(before, change.object) !== null) return before;
  const kind = change.kind === 'create-materialized-view' ? 'materialized-view' : 'table';
  const family =
    change.kind === 'create-table' ? { partitionOf: change.partitionOf, inherits: change.inherits } : {};
  return having(before, object(kind, change.object, null, family));
}

function indexOf({ object: name, relation, unique }: ChangeOf<'create-index'>): CatalogObject {
  return object('index', name, relation, { unique, valid: true, predicate: null });
}

function columnOf(relation: string, change: ChangeOf<'add-column'>): CatalogObject {
  const { column, type, notNull, hasDefault, fill } = change;
  const isFilled = hasDefault || fill !== 'null';
  return object('column', `${relation}.${column}`, relation, {
    type,
    notNull,
    default: isFilled ? 'DEFAULT' : null,
  });
}

function constraintOf(relation: string, change: ChangeOf<'add-constraint'>): CatalogObject {
  const { constraint, type, notValid, columns, references } = change;
  const name = `${relation}.${constraint ?? [...columns, type].join(' ')}`;
  return object('constraint', name, relation, { type, validated: !notValid, columns, references });
}

function renamed(before: Catalog, { of, object: name, to }: ChangeOf<'rename'>): Catalog {
  return of === 'table' ? moved(before, 'table', name, to) : before;
}

function object(
  kind: CatalogObject['kind'],
  name: string,
  relation: string | null,
  facts: CatalogObject['facts'],
): CatalogObject {
  return { kind, name, relation, id: `new ${name}`, facts };
}

function having(catalog: Catalog, added: CatalogObject): Catalog {
  const key = objectKey(added.kind, added.name);
  return catalog.has(key) ? catalog : new Map([...catalog, [key, added]]);
}

function without(catalog: Catalog, kind: CatalogObject['kind'], name: string): Catalog {
  const rest = new Map(catalog);
  return rest.delete(objectKey(kind, name)) ? rest : catalog;
}

function moved(catalog: Catalog, kind: CatalogObject['kind'], from: string, to: string): Catalog {
  const known = findObject(catalog, kind, from);
  return known === null ? catalog : having(without(catalog, kind, from), { ...known, name: to });
}

function altered(
  catalog: Catalog,
  kind: CatalogObject['kind'],
  name: string,
  facts: CatalogObject['facts'],
): Catalog {
  const known = findObject(catalog, kind, name);
  if (known === null) return catalog;
  return new Map([...catalog, [objectKey(kind, name), { ...known, facts: { ...known.facts, ...facts } }]]);
}
