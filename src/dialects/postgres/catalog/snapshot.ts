import type { Catalog, CatalogObject, Fact } from '../../../model/catalog.ts';
import type { DependencyRow } from './dependencies.ts';
import { compareObjects, compareText } from './order.ts';
import type { Reading } from './reading.ts';
import type { StoredObject } from './stored-object.ts';
import { catalogObject } from './stored-object.ts';

/** What a catalog was built from, kept so that the next reading needs only what changed. */
export interface Snapshot {
  readonly stored: readonly StoredObject[];
  readonly dependencies: ReadonlyMap<string, readonly DependencyRow[]>;
  /** Keys in the catalog by address. */
  readonly keys: ReadonlyMap<string, string>;
  /** Objects as handed out, in catalog order, so that what did not change stays the same object. */
  readonly handedOut: ReadonlyMap<StoredObject, CatalogObject>;
  readonly catalog: Catalog;
}

/** What stays of a snapshot when some of its objects are read again. */
export interface Kept {
  readonly stored: readonly StoredObject[];
  readonly dependencies: Snapshot['dependencies'];
  readonly before: Snapshot;
}

/** Where an object lives: its system catalog and OID. Unique over all kinds. */
export function addressOf({ address }: StoredObject): string {
  return address;
}

function keysByAddress(stored: readonly StoredObject[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const object of stored) {
    const { key } = object;
    keys.set(addressOf(object), key);
    for (const alias of object.aliases) if (alias !== '0') keys.set(`1247:${alias}`, key);
    const row = object.facts['rowRelation'];
    if (typeof row === 'string') keys.set(`1259:${row}`, key);
  }
  return keys;
}

/** Puts the names of columns in place of their numbers; an index's expression has number 0 and becomes null. */
function withColumnNames(object: StoredObject, names: ReadonlyMap<string, string>): StoredObject {
  if (object.kind !== 'constraint' && object.kind !== 'index') return object;
  const { referencedHome, ...rest } = object.facts;
  const facts: Record<string, Fact> = rest;
  const namesIn = (home: string | null, numbers: Fact | undefined): Fact[] =>
    Array.isArray(numbers)
      ? (numbers as readonly number[]).map((number) => names.get(`${home ?? ''}.${number}`) ?? null)
      : [];
  facts['columns'] = namesIn(object.home, facts['columns']);
  if (object.kind === 'constraint') {
    facts['referencedColumns'] = namesIn(
      typeof referencedHome === 'string' ? referencedHome : null,
      facts['referencedColumns'],
    );
  }
  return { ...object, facts };
}

/** Bare names of columns by `relation.number`. */
function columnNames(stored: readonly StoredObject[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { kind, id, name, relation } of stored) {
    if (kind === 'column') names.set(id, name.slice((relation ?? '').length + 1));
  }
  return names;
}

function groupByUser(rows: readonly DependencyRow[]): Map<string, DependencyRow[]> {
  const groups = new Map<string, DependencyRow[]>();
  for (const row of rows) {
    const [classId, id, subId] = row;
    const user = `${classId}:${id}${subId > 0 && classId === 1259 ? `.${subId}` : ''}`;
    const group = groups.get(user);
    if (group === undefined) groups.set(user, [row]);
    else group.push(row);
  }
  return groups;
}

function usesOf(
  object: StoredObject,
  rows: readonly DependencyRow[],
  keys: ReadonlyMap<string, string>,
): string[] {
  const own = object.key;
  const uses = new Set<string>();
  for (const [, , , classId, id, subId] of rows) {
    const key = keys.get(`${classId}:${id}${subId > 0 ? `.${subId}` : ''}`) ?? keys.get(`${classId}:${id}`);
    if (key !== undefined && key !== own) uses.add(key);
  }
  return [...uses].sort(compareText);
}

/** A snapshot of a reading of everything, in which what is as it was earlier is the same object as then. */
export function renewed(reading: Reading, earlier: Snapshot | null): Snapshot {
  const fresh = snapshotOf(reading, null);
  if (earlier === null) return fresh;
  const known = new Map(earlier.stored.map((stored) => [addressOf(stored), earlier.handedOut.get(stored)]));
  const handedOut = new Map<StoredObject, CatalogObject>();
  for (const [stored, object] of fresh.handedOut) {
    const old = known.get(addressOf(stored));
    handedOut.set(stored, old !== undefined && isSame(old, object) ? old : object);
  }
  return { ...fresh, handedOut, catalog: catalogOf(handedOut) };
}

function isSame(left: CatalogObject, right: CatalogObject): boolean {
  return left.kind === right.kind && JSON.stringify(left) === JSON.stringify(right);
}

/** A snapshot of a reading, put over what stays of an earlier one. */
export function snapshotOf(reading: Reading, kept: Kept | null): Snapshot {
  const earlier = kept ?? NOTHING_KEPT;
  const names = columnNames([...earlier.stored, ...reading.objects]);
  const stored = [...earlier.stored, ...reading.objects.map((object) => withColumnNames(object, names))];
  const dependencies = new Map(earlier.dependencies);
  for (const [user, rows] of groupByUser(reading.dependencies)) dependencies.set(user, rows);
  const keys = keysByAddress(stored);
  const handedOut = handOut(stored, { dependencies, keys }, earlier.before);
  const catalog = catalogOf(handedOut);
  return { stored: [...handedOut.keys()], dependencies, keys, handedOut, catalog };
}

/** The snapshot of objects that were part of one before, in its order. */
export function snapshotAgain(
  stored: readonly StoredObject[],
  dependencies: Snapshot['dependencies'],
): Snapshot {
  const keys = keysByAddress(stored);
  const handedOut = handOut(stored, { dependencies, keys }, NOTHING);
  return { stored, dependencies, keys, handedOut, catalog: catalogOf(handedOut) };
}

const NOTHING: Snapshot = {
  stored: [],
  dependencies: new Map(),
  keys: new Map(),
  handedOut: new Map(),
  catalog: new Map(),
};

const NOTHING_KEPT: Kept = { stored: [], dependencies: new Map(), before: NOTHING };

/** What is found anew in most readings: nothing is used. */
const NO_ROWS: readonly DependencyRow[] = [];

function handOut(
  stored: readonly StoredObject[],
  { dependencies, keys }: Pick<Snapshot, 'dependencies' | 'keys'>,
  before: Snapshot,
): Map<StoredObject, CatalogObject> {
  const renamed = idsOfOtherKey(before.keys, keys);
  const objects = stored.map((object): [StoredObject, CatalogObject] => {
    const rows = dependencies.get(addressOf(object)) ?? NO_ROWS;
    const known = before.handedOut.get(object);
    const isKnown = known !== undefined && rows === (before.dependencies.get(addressOf(object)) ?? NO_ROWS);
    if (isKnown && !rows.some((row) => renamed.has(row[4]))) return [object, known];
    const uses = usesOf(object, rows, keys);
    return [object, known !== undefined && hasUses(known, uses) ? known : catalogObject(object, uses)];
  });
  return new Map(objects.sort(([, left], [, right]) => compareObjects(left, right)));
}

/** What is handed out is in catalog order already. */
function catalogOf(handedOut: Snapshot['handedOut']): Catalog {
  return new Map([...handedOut].map(([{ key }, object]) => [key, object]));
}

/** OIDs of what is new, gone or has another key. */
function idsOfOtherKey(before: Snapshot['keys'], after: Snapshot['keys']): Set<string> {
  const ids = new Set<string>();
  for (const [address, key] of after) if (before.get(address) !== key) ids.add(idIn(address));
  for (const address of before.keys()) if (!after.has(address)) ids.add(idIn(address));
  return ids;
}

/** The OID in an address, without the number of a column. */
function idIn(address: string): string {
  return /:(\d+)/.exec(address)?.[1] ?? '';
}

function hasUses({ facts: { uses: known } }: CatalogObject, uses: readonly string[]): boolean {
  return (
    Array.isArray(known) && known.length === uses.length && uses.every((key, index) => known[index] === key)
  );
}

/** The part of a snapshot that stays when the chosen objects are read again. */
export function withoutObjects(before: Snapshot, isReadAgain: (stored: StoredObject) => boolean): Kept {
  const dependencies = new Map(before.dependencies);
  const stored: StoredObject[] = [];
  for (const object of before.stored) {
    if (isReadAgain(object)) dependencies.delete(addressOf(object));
    else stored.push(object);
  }
  return { stored, dependencies, before };
}
