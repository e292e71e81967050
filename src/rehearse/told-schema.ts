import { findObject, findRelation, objectKey, type Catalog, type CatalogObject } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
import type { Statement } from '../model/statement.ts';
import { afterChange } from './after-change.ts';

/** The changes of a statement; none where it could not be read. */
export function changesOf(statement: Statement): readonly Change[] {
  return statement.kind === 'unreadable' ? [] : statement.changes;
}

/** The schema after a statement, as far as its text tells: tables, columns, indexes and constraints. */
export function afterStatement(before: Catalog, statement: Statement): Catalog {
  return changesOf(statement).reduce(afterChange, before);
}

/**
 * The schema that statements take for granted: what is known, with every table, column and constraint that they speak
 * of before they make it themselves.
 */
export function presumedSchema(known: Catalog, statements: readonly Statement[]): Catalog {
  const shipped = new Map(known);
  let now: Catalog = known;
  for (const statement of statements) {
    for (const change of changesOf(statement)) {
      const told = isOnlyIfThere(change, statement) ? [] : mentionedBy(change);
      now = told.reduce((schema, object) => presuming(schema, object, shipped), now);
      now = afterChange(now, change);
    }
  }
  return shipped;
}

/** Adds what is missing to the schema and to what is shipped; parts of a table that the change makes are not missing. */
function presuming(now: Catalog, object: CatalogObject, shipped: Map<string, CatalogObject>): Catalog {
  if (!isMissing(object.kind, object.name, now)) return now;
  if (object.relation !== null && !isTaken(object.relation, shipped)) return now;
  const key = objectKey(object.kind, object.name);
  shipped.set(key, object);
  return new Map([...now, [key, object]]);
}

/** `DROP TABLE IF EXISTS` takes nothing for granted. */
function isOnlyIfThere({ kind }: Change, { sql }: Statement): boolean {
  return kind === 'drop' && /\bIF\s+EXISTS\b/i.test(sql);
}

function isMissing(kind: CatalogObject['kind'], name: string, catalog: Catalog): boolean {
  return kind === 'table' ? findRelation(catalog, name) === null : findObject(catalog, kind, name) === null;
}

function isTaken(relation: string, shipped: Catalog): boolean {
  return findRelation(shipped, relation) !== null;
}

/** Changes whose relation can be something other than a table, or is what they make. */
const NO_TABLE: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'create-table',
  'create-table-as',
  'create-materialized-view',
  'refresh-materialized-view',
  'create-view',
  'replace-view',
  'create-sequence',
  'alter-sequence',
  'comment',
  'grant',
  'revoke',
  'set-owner',
  'set-schema',
  'drop',
  'drop-index',
  'reindex',
]);

/** What a change speaks of and does not make, tables first. */
function mentionedBy(change: Change): CatalogObject[] {
  const relation = change.relation;
  const own = relation === null || NO_TABLE.has(change.kind) ? [] : [relation];
  const tables = [...own, ...(change.reads ?? []), ...otherTables(change)];
  return [...tables.map((name) => presumed('table', name, null)), ...partsOf(change)];
}

function otherTables(change: Change): readonly string[] {
  switch (change.kind) {
    case 'create-table':
      return [
        ...change.references,
        ...change.inherits,
        ...(change.partitionOf === null ? [] : [change.partitionOf]),
      ];
    case 'add-constraint':
      return change.references === null ? [] : [change.references];
    case 'drop':
      return change.of === 'table' ? [change.object] : [];
    case 'attach-partition':
    case 'detach-partition':
      return [change.partition];
    default:
      return [];
  }
}

function partsOf(change: Change): CatalogObject[] {
  const { relation } = change;
  if (relation === null) return [];
  switch (change.kind) {
    case 'drop-column':
    case 'rename-column':
    case 'set-type':
    case 'set-not-null':
      return [presumed('column', `${relation}.${change.column}`, relation)];
    case 'validate-constraint':
      return [presumed('constraint', `${relation}.${change.constraint}`, relation)];
    default:
      return [];
  }
}

function presumed(kind: CatalogObject['kind'], name: string, relation: string | null): CatalogObject {
  const facts = kind === 'constraint' ? { validated: false } : { notNull: false };
  return { kind, name, relation, id: `presumed ${name}`, facts: kind === 'table' ? {} : facts };
}
