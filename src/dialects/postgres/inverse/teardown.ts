import type { CatalogObject } from '../../../model/catalog.ts';
import { holdersOf } from './families-of-tables.ts';
import { age, isFact, textFact, usesOf } from './facts.ts';
import { linkKeysOf, linksCut, tablesCutLoose } from './links.ts';
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

/** What is dropped, and what takes what along. */
interface Scene {
  readonly moments: Moments;
  /** By key, in the later names. */
  readonly dropped: ReadonlyMap<string, CatalogObject>;
  /** Tables that stay and lose a parent first. */
  readonly cutLoose: ReadonlySet<string>;
  /** The key of what takes an object along; its own when it is dropped by itself; empty when it goes unasked. */
  readonly heads: Map<string, string>;
}

function sceneOf(moments: Moments, again: ReadonlySet<Pair>): Scene {
  const dropped = new Map<string, CatalogObject>();
  for (const object of moments.extra) dropped.set(keyOf(object), object);
  for (const pair of again) dropped.set(keyOf(pair.after), pair.after);
  const scene: Scene = { moments, dropped, cutLoose: tablesCutLoose(moments), heads: new Map() };
  for (const object of dropped.values()) scene.heads.set(keyOf(object), headOf(object, scene));
  for (const key of closingForeignKeys(scene)) scene.heads.set(key, key);
  return scene;
}

/** Plans what is dropped: what is extra, and what is made again. Parts of something dropped go with it. */
export function planTeardown(moments: Moments, again: ReadonlySet<Pair>): Teardown {
  const scene = sceneOf(moments, again);
  const late = lateKeys(scene);
  const own = [...scene.dropped.values()].filter(
    (object) => scene.heads.get(keyOf(object)) === keyOf(object),
  );
  const stuck = own.filter((object) => wayOf(object) === null && object.kind !== 'default-privileges');
  const early = own.filter((object) => !late.has(keyOf(object)) && wayOf(object) !== null);
  return {
    early: [...linksCut(moments), ...early.map((object) => dropStep(object, scene))],
    late: own.filter((object) => late.has(keyOf(object)) && wayOf(object) !== null),
    stuck,
  };
}

function headOf(object: CatalogObject, scene: Scene): string {
  const { moments, dropped, cutLoose } = scene;
  if (goesUnasked(object, moments)) return '';
  const relation = object.relation ?? '';
  const isOwnPart = (key: string): boolean => key.includes(` ${relation}.`) || key.endsWith(` ${relation}`);
  for (const key of holdersOf(object, moments.after)) {
    const holder = dropped.get(key);
    if (holder === undefined || holder === object) continue;
    if (!cutLoose.has(relation) || isOwnPart(key)) return headOf(holder, scene);
  }
  return keyOf(object);
}

/** Foreign keys that make two dropped tables wait for each other; the one to the younger table goes first. */
function closingForeignKeys({ dropped, heads, moments }: Scene): string[] {
  const keys = [...dropped.values()].filter(
    (object) =>
      object.facts['type'] === 'foreign-key' && heads.get(keyOf(object)) === `table ${object.relation ?? ''}`,
  );
  return keys
    .filter((object) => {
      const table = moments.after.get(`table ${object.relation ?? ''}`);
      const other = dropped.get(`table ${textFact(object, 'references') ?? ''}`);
      return table !== undefined && other !== undefined && age(other) > age(table);
    })
    .map(keyOf);
}

/** Not-null constraints follow the column, sequences an identity that stays, copies of triggers the partition. */
function goesUnasked(object: CatalogObject, moments: Moments): boolean {
  if (object.kind === 'constraint' && object.facts['type'] === 'not-null') return true;
  if (object.kind === 'trigger') return isFact(object, 'inherited');
  if (object.kind !== 'sequence' || !isFact(object, 'identity')) return false;
  const column = moments.pairsAfter.get(`column ${textFact(object, 'ownedBy') ?? ''}`);
  return column !== undefined && textFact(column.before, 'identity') !== null;
}

/** Keys that something which stays still uses, and what these use in turn. */
function lateKeys({ moments, dropped, heads }: Scene): Set<string> {
  const late = new Set<string>();
  for (const object of dropped.values()) if (ALWAYS_LATE.has(object.kind)) late.add(keyOf(object));
  const mark = (users: Iterable<CatalogObject>): void => {
    for (const user of users) {
      for (const key of usesOf(user)) {
        const head = heads.get(key) ?? '';
        if (head !== '' && !NEVER_LATE.has(dropped.get(head)?.kind ?? '')) late.add(head);
      }
    }
  };
  mark([...moments.pairsAfter.values()].flatMap(({ after }) => (dropped.has(keyOf(after)) ? [] : [after])));
  let size = -1;
  while (size !== late.size) {
    size = late.size;
    mark([...dropped.values()].filter((object) => late.has(heads.get(keyOf(object)) ?? '')));
  }
  return late;
}

/** Tables and their parts never wait: whatever uses them is dropped or made again first. */
const NEVER_LATE: ReadonlySet<string> = new Set([
  ...['table', 'column', 'constraint', 'index', 'view', 'materialized-view'],
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
