import type { Catalog, ObjectKind } from '../../../model/catalog.ts';
import type { Drift } from '../../../model/drift.ts';
import type { ReadableStatement } from '../../../model/statement.ts';
import { lasting } from '../catalog/lasting.ts';
import { compareCatalogs } from '../../compare/compare.ts';

/** What a statement that makes an object says of it; comments, privileges and settings come later, by others. */
const ASKED_FACTS: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  table: ['persistence', 'partitionKey', 'partitionOf', 'partitionBound', 'inherits', 'ofType'],
  'foreign-table': ['server', 'partitionOf', 'partitionBound', 'inherits'],
  'materialized-view': ['definition', 'columns'],
  column: ['type', 'notNull', 'default', 'identity', 'generated', 'expression', 'collation'],
  constraint: ['definition'],
  index: ['definition', 'valid'],
  sequence: ['type', 'start', 'increment', 'min', 'max', 'cycle', 'persistence'],
};

/** What a statement says of the objects that it would have made and is not so of those that are there. */
export function shortfall(statement: ReadableStatement, asked: Catalog, there: Catalog): readonly Drift[] {
  return compareCatalogs(lasting(asked), lasting(there)).filter(
    ({ kind, weight, objectKind, fact }) =>
      weight === 'real' &&
      (kind === 'missing' ||
        (kind === 'changed' && objectKind !== 'rows' && isAsked(objectKind, fact ?? '', statement))),
  );
}

/** An owner is asked for only where it is named. https://www.postgresql.org/docs/current/sql-createschema.html */
function isAsked(kind: ObjectKind, fact: string, { presumes }: ReadableStatement): boolean {
  if (kind === 'schema' && fact === 'owner') return (presumes?.roles.length ?? 0) > 0;
  return ASKED_FACTS[kind]?.includes(fact) === true;
}
