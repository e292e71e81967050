import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../model/catalog.ts';
import type { Change } from '../../model/change.ts';
import type { Rehearsal, RehearsedStatement } from '../../model/rehearsal.ts';
import type { ReadableStatement } from '../../model/statement.ts';
import { factText } from './cause.ts';
import { placesOf, type Place } from './place.ts';

/** Changes after which the rows of a table, or their values, need not be what they were. */
const MENDING: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'insert-rows', // may update what is there
  'update-rows',
  'delete-rows',
  'merge-rows',
  'truncate-table',
  'set-type',
  'set-expression',
  'detach-partition',
  'drop',
]);

/** Those that reach the rows which follow the keys of a table, too. */
const FOLLOWED: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'update-rows',
  'delete-rows',
  'merge-rows',
]);

/**
 * True when the change may mend the rows of the table before it gets to `place`, or by it: then nothing that was true
 * of them need hold any more. What cannot be looked into may do so.
 */
export function mayBeMended(rehearsal: Rehearsal, place: Place, table: CatalogObject): boolean {
  const reach = reachOf(place.statement.before, table.name);
  return placesOf(rehearsal)
    .filter(({ at, index }) => at < place.at || (at === place.at && index <= place.index))
    .some(({ statement }) => mends(statement, reach));
}

/** Tables by their identities, which stay when they are renamed. */
interface Reach {
  /** Those that share rows with the table, and itself. */
  readonly family: ReadonlySet<string>;
  /** Those whose keys its rows follow. */
  readonly followed: ReadonlySet<string>;
}

function mends({ statement, observation, before }: RehearsedStatement, { family, followed }: Reach): boolean {
  if (statement.kind === 'unreadable' || isHidden(statement, observation?.unseen === true)) return true;
  const isIn = (ids: ReadonlySet<string>, name: string): boolean =>
    ids.has(findObject(before, 'table', name)?.id ?? '');
  const counted = observation?.rows ?? [];
  if (counted.some((rows) => rows.updated + rows.deleted > 0 && isIn(family, rows.relation))) return true;
  return changesWithin(statement).some((change) => {
    const names = [change.object, change.relation ?? change.object];
    return (
      isSweeping(change, before) ||
      (MENDING.has(change.kind) && names.some((name) => isIn(family, name))) ||
      (FOLLOWED.has(change.kind) && names.some((name) => isIn(followed, name)))
    );
  });
}

function changesWithin({ changes, inner = [] }: ReadableStatement): Change[] {
  return [...changes, ...inner.flatMap((each) => each.changes)];
}

/** True when it runs what nobody could read. */
function isHidden({ changes, inner = [] }: ReadableStatement, isUnseen: boolean): boolean {
  const runsMore = changes.some(({ kind }) => kind === 'do-block' || kind === 'call');
  return (runsMore && (isUnseen || inner.length === 0)) || inner.some(({ dynamic }) => dynamic === true);
}

/** Goes on to whatever refers to the table; a view stands for nobody knows which tables. */
function isSweeping(change: Change, before: Catalog): boolean {
  if (change.kind === 'truncate-table') return change.cascade;
  if (change.kind === 'drop') return false;
  return MENDING.has(change.kind) && findObject(before, 'view', change.relation ?? '') !== null;
}

function reachOf(catalog: Catalog, start: string): Reach {
  const children = objectsOf(catalog, 'table').filter((table) => parentsOf(table).length > 0);
  const kin = (name: string): string[] => [
    ...parentsOf(findObject(catalog, 'table', name)),
    ...children.filter((child) => parentsOf(child).includes(name)).map((child) => child.name),
  ];
  const keys = (name: string): string[] =>
    objectsOf(catalog, 'constraint', name)
      .filter((key) => FOLLOWS.test(factText(key, 'definition')))
      .map((key) => factText(key, 'references'));
  const idsOf = (names: Iterable<string>): Set<string> =>
    new Set([...names].flatMap((name) => findObject(catalog, 'table', name)?.id ?? []));
  const family = spread([start], kin);
  const all = spread(family, (name) => [...kin(name), ...keys(name)]);
  return { family: idsOf(family), followed: idsOf([...all].filter((name) => !family.has(name))) };
}

const FOLLOWS = /^FOREIGN KEY .* ON (?:DELETE|UPDATE) (?:CASCADE|SET)/s;

/** A set takes up what is added while it is gone through. */
function spread(start: Iterable<string>, next: (name: string) => readonly string[]): Set<string> {
  const names = new Set(start);
  for (const name of names) for (const more of next(name)) names.add(more);
  return names;
}

/** The partitioned table that a table is a part of, and those that it inherits from. */
export function parentsOf(table: CatalogObject | null): string[] {
  const { partitionOf = null, inherits = null } = table?.facts ?? {};
  return [partitionOf, inherits].flat().filter((name) => typeof name === 'string');
}
