import {
  findObject,
  objectsOf,
  type Catalog,
  type CatalogObject,
  type ObjectKind,
} from '../../../model/catalog.ts';
import type { Change } from '../../../model/change.ts';
import type { Drift } from '../../../model/drift.ts';
import type { Room } from '../../../model/skipped.ts';
import { runningSql, type ReadableStatement } from '../../../model/statement.ts';
import { compareCatalogs } from '../../compare/compare.ts';
import { lasting } from '../catalog/lasting.ts';
import { qualified } from '../rows/names.ts';

/** SQL that makes room for what a statement with `IF NOT EXISTS` asks for, and the statement; in a transaction. */
export function roomFor(statement: ReadableStatement, catalog: Catalog): Room | null {
  const standing = statement.changes.flatMap((change) => standingFor(change, catalog) ?? []);
  if (standing.length === 0) return null;
  return { standing, clear: standing.map(dropOf), sql: runningSql(statement) };
}

/** Tables, views and indexes share their names; triggers have their own. https://www.sqlite.org/lang_createtable.html */
function standingFor(change: Change, catalog: Catalog): CatalogObject | null {
  if (change.ifNotExists !== true) return null;
  if (change.kind === 'create-trigger') {
    const triggers = objectsOf(catalog, 'trigger');
    return triggers.find((trigger) => ownName(trigger) === change.object) ?? null;
  }
  const name = change.kind === 'create-index' ? (change.index ?? '') : change.object;
  const kinds: readonly ObjectKind[] = ['table', 'view', 'index'];
  return kinds.flatMap((kind) => findObject(catalog, kind, name) ?? [])[0] ?? null;
}

function dropOf(object: CatalogObject): string {
  return `DROP ${object.kind.toUpperCase()} ${qualified(ownName(object))}`;
}

/** The name without the table that it belongs to. */
function ownName({ kind, name, relation }: CatalogObject): string {
  return kind === 'trigger' ? name.slice(`${relation ?? ''}.`.length) : name;
}

/** What a statement that makes an object says of it. */
const ASKED_FACTS: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  table: ['strict', 'withoutRowid', 'autoincrement', 'virtual'],
  view: ['definition'],
  column: ['type', 'notNull', 'default', 'generated', 'expression', 'collation', 'primaryKey'],
  constraint: [
    'expression',
    'columns',
    'references',
    'referencedColumns',
    'onUpdate',
    'onDelete',
    'deferred',
  ],
  index: ['unique', 'columns', 'collations', 'descending', 'predicate'],
  trigger: ['timing', 'event', 'definition'],
};

/** What the statement says of the objects that it would have made and is not so of those that are there. */
export function shortfall(_: ReadableStatement, asked: Catalog, there: Catalog): readonly Drift[] {
  return compareCatalogs(lasting(asked), lasting(there)).filter(
    ({ kind, weight, objectKind, fact }) =>
      weight === 'real' &&
      (kind === 'missing' ||
        (kind === 'changed' &&
          objectKind !== 'rows' &&
          ASKED_FACTS[objectKind]?.includes(fact ?? '') === true)),
  );
}
