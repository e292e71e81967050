import type { CatalogObject } from '../../../model/catalog.ts';
import { holdersOf } from './families-of-tables.ts';
import { age, isFact, textFact, usesOf } from './facts.ts';
import { isCutLoose, linkKeysOf, linksCut } from './links.ts';
import type { Moments, Pair } from './pairing.ts';
import { keyOf } from './pairing.ts';
import type { Step } from './steps.ts';
import { rankOf, wayOf } from './ways.ts';

/** What has to go, told apart by when it can. */
export interface Teardown {
  /** Before anything is renamed or made. */
  readonly early: readonly Step[];
  /** Objects that something which stays still uses: dropped at the end, in this order of need. */
  readonly late: readonly CatalogObject[];
  /** Objects for which no way to drop them is known. */
  readonly stuck: readonly CatalogObject[];
}

/** Kinds that others lean on without saying so: privileges, names, members of extensions. */
const ALWAYS_LATE: ReadonlySet<string> = new Set([
  'role',
  'schema',
  'extension',
  'setting',
  'default-privileges',
]);

/** Plans what is dropped: what is extra, and what is made again. Parts of something dropped go with it. */
export function planTeardown(moments: Moments, again: ReadonlySet<Pair>): Teardown {
  const dropped = new Map<string, CatalogObject>();
  for (const object of moments.extra) dropped.set(keyOf(object), object);
  for (const pair of again) dropped.set(keyOf(pair.after), pair.after);
  const heads = new Map<string, string>();
  for (const object of dropped.values()) heads.set(keyOf(object), headOf(object, dropped, moments));
  const late = lateKeys(moments, dropped, heads);
  const own = [...dropped.values()].filter((object) => heads.get(keyOf(object)) === keyOf(object));
  const stuck = own.filter((object) => wayOf(object) === null && object.kind !== 'default-privileges');
  const early = own.filter((object) => !late.has(keyOf(object)) && wayOf(object) !== null);
  return {
    early: [...linksCut(moments), ...early.map((object) => dropStep(object, { dropped, heads, moments }))],
    late: own.filter((object) => late.has(keyOf(object)) && wayOf(object) !== null),
    stuck,
  };
}

interface Scene {
  readonly dropped: ReadonlyMap<string, CatalogObject>;
  readonly heads: ReadonlyMap<string, string>;
  readonly moments: Moments;
}

/** The key of what takes the object along; its own key when it is dropped by itself; empty when it goes unasked. */
function headOf(
  object: CatalogObject,
  dropped: ReadonlyMap<string, CatalogObject>,
  moments: Moments,
): string {
  if (goesUnasked(object, moments)) return '';
  const isLoose = object.relation !== null && isCutLoose(object.relation, moments);
  for (const key of holdersOf(object, moments.after)) {
    const holder = dropped.get(key);
    const isFromParent =
      isLoose && !key.includes(` ${object.relation ?? ''}.`) && key !== `table ${object.relation ?? ''}`;
    if (holder !== undefined && holder !== object && !isFromParent) return headOf(holder, dropped, moments);
  }
  return keyOf(object);
}

/** Not-null constraints follow the column, identity sequences the identity, copies of triggers the partition. */
function goesUnasked(object: CatalogObject, moments: Moments): boolean {
  if (object.kind === 'constraint' && object.facts['type'] === 'not-null') return true;
  if (object.kind === 'trigger') return isFact(object, 'inherited');
  if (object.kind !== 'sequence' || !isFact(object, 'identity')) return false;
  return moments.pairsAfter.has(`column ${textFact(object, 'ownedBy') ?? ''}`);
}

/** Keys that something which stays still uses, and what these use in turn. */
function lateKeys(
  moments: Moments,
  dropped: ReadonlyMap<string, CatalogObject>,
  heads: ReadonlyMap<string, string>,
): Set<string> {
  const late = new Set<string>();
  for (const object of dropped.values()) if (ALWAYS_LATE.has(object.kind)) late.add(keyOf(object));
  const mark = (users: Iterable<CatalogObject>): void => {
    for (const user of users) {
      for (const key of usesOf(user)) {
        const head = heads.get(key);
        if (head !== undefined && head !== '') late.add(head);
      }
    }
  };
  mark([...moments.pairs.values()].flatMap(({ after }) => (dropped.has(keyOf(after)) ? [] : [after])));
  let size = -1;
  while (size !== late.size) {
    size = late.size;
    mark([...dropped.values()].filter((object) => late.has(heads.get(keyOf(object)) ?? '')));
  }
  for (const object of dropped.values()) {
    if (RELATED.has(object.kind)) late.delete(keyOf(object));
  }
  return late;
}

/** Tables and their parts never wait: whatever uses them is dropped or made again first. */
const RELATED: ReadonlySet<string> = new Set([
  'table',
  'column',
  'constraint',
  'index',
  'view',
  'materialized-view',
]);

function dropStep(object: CatalogObject, { dropped, heads, moments }: Scene): Step {
  const key = keyOf(object);
  const users = [...dropped.values()].flatMap((user) => {
    const head = heads.get(keyOf(user)) ?? '';
    const usesThis = usesOf(user).some((used) => heads.get(used) === key);
    return usesThis && head !== key && head !== '' ? [head] : [];
  });
  return {
    sql: wayOf(object)?.drop(object) ?? [],
    rank: -rankOf(object),
    age: -age(object),
    provides: [key],
    needs: [...users, ...linkKeysOf(object, moments)],
  };
}

/** The late drops as steps, under the names that the objects have by then. */
export function lateSteps(late: readonly { object: CatalogObject; named: CatalogObject }[]): Step[] {
  return late.map(({ object, named }) => ({
    sql: wayOf(named)?.drop(named) ?? [],
    rank: 100 - rankOf(object),
    age: -age(object),
    provides: [keyOf(object)],
    needs: late.flatMap(({ object: user }) =>
      user !== object && usesOf(user).includes(keyOf(object)) ? [keyOf(user)] : [],
    ),
  }));
}
