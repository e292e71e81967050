import {
  findObject,
  findRelation,
  objectKey,
  objectsOf,
  type Catalog,
  type CatalogObject,
} from '../../model/catalog.ts';
import type { ProbeResult, Rehearsal } from '../../model/rehearsal.ts';
import { isRelation, type Cause } from './cause.ts';
import { lastOfTransaction, type Place } from './place.ts';

/**
 * True when something of the same name stands in for the object by the time the transaction commits, so that nobody
 * else ever sees it missing: a view that is dropped and created anew, a view in the place of a renamed table.
 */
export function isHealed(rehearsal: Rehearsal, cause: Cause, place: Place): boolean {
  if (cause.kind !== 'drop' && cause.kind !== 'rename') return false;
  const { object } = cause;
  if (place.statement.dataLoss.some((loss) => loss.object === object.name)) return false;
  // Whatever missed it meanwhile was asked again.
  if (isBuiltAnew(object, place))
    return place.statement.broken.every(({ relation }) => relation !== object.name);
  const committed = lastOfTransaction(rehearsal, place).after;
  if (isRelation(object)) return hasStandIn(object, place.statement.before, committed);
  if (cause.kind === 'drop' && committed.has(objectKey(object.kind, object.name))) return true;
  return object.kind === 'function' && isStillCallable(object, place.statement.broken, committed);
}

/** True when the same table is there again when the migration is done. */
export function isBuiltAnew({ kind, name, id }: CatalogObject, { migration }: Place): boolean {
  const end = migration.statements.at(-1)?.after;
  if (kind !== 'table' || end === undefined) return false;
  return findObject(end, 'table', name)?.id === id;
}

/** Another function of the same name answers the calls of the old one. */
function isStillCallable(
  { name }: CatalogObject,
  broken: readonly ProbeResult[],
  committed: Catalog,
): boolean {
  const called = name.slice(0, name.indexOf('(') + 1);
  const stands = objectsOf(committed, 'function').some((other) => other.name.startsWith(called));
  return stands && broken.every(({ relation }) => relation !== name);
}

/** A relation of the same name with at least the same columns. */
function hasStandIn(object: CatalogObject, before: Catalog, committed: Catalog): boolean {
  if (findRelation(committed, object.name) === null) return false;
  const offered = new Set(columnsOf(object.name, committed));
  return columnsOf(object.name, before).every((column) => offered.has(column));
}

/** Bare column names; those of views stand in a fact of the view. */
function columnsOf(relation: string, catalog: Catalog): string[] {
  const listed = findRelation(catalog, relation)?.facts['columns'];
  if (Array.isArray(listed)) return listed.map(String);
  const prefix = `${relation}.`.length;
  return objectsOf(catalog, 'column', relation).map((column) => column.name.slice(prefix));
}
