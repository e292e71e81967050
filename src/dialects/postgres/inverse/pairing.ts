import type { Catalog, CatalogObject } from '../../../model/catalog.ts';
import { objectKey } from '../../../model/catalog.ts';
import type { Translate } from './translation.ts';
import { translatedObject, translationOf } from './translation.ts';

/** One object at both moments. */
export interface Pair {
  readonly before: CatalogObject;
  readonly after: CatalogObject;
  /** `after` told in the names of `before`: what it will be once every name is back. */
  readonly now: CatalogObject;
}

/** Two moments, object by object. */
export interface Moments {
  readonly before: Catalog;
  readonly after: Catalog;
  /** By the key before. */
  readonly pairs: ReadonlyMap<string, Pair>;
  /** By the key after. */
  readonly pairsAfter: ReadonlyMap<string, Pair>;
  /** Was there, is gone. */
  readonly missing: readonly CatalogObject[];
  /** Was not there, is left over. */
  readonly extra: readonly CatalogObject[];
}

/** The key of an object in its catalog. */
export function keyOf(object: CatalogObject): string {
  return objectKey(object.kind, object.name);
}

function identity(object: CatalogObject): string {
  return `${object.kind} ${object.id}`;
}

/** Matches objects by the engine's identity first, so that a rename is one, then by name. */
export function pairObjects(before: Catalog, after: Catalog): Moments {
  const { matches, free } = matchedByIdentity(before, after);
  const byName = new Map([...free.values()].map((object) => [keyOf(object), object]));
  const missing: CatalogObject[] = [];
  const related = new Set<string>();
  if (byName.size > 0) for (const [left, right] of matches) related.add(`${left.name}\t${right.name}`);
  for (const object of before.values()) {
    if (matches.has(object)) continue;
    const match = byName.get(keyOf(object));
    if (match === undefined || !isAlike(object, match, related)) {
      missing.push(object);
      continue;
    }
    matches.set(object, match);
    related.add(`${object.name}\t${match.name}`);
    byName.delete(keyOf(object));
  }
  return momentsOf(before, after, { matches, missing, extra: [...byName.values()] });
}

interface ByIdentity {
  readonly matches: Map<CatalogObject, CatalogObject>;
  /** What is there now and matches nothing. */
  readonly free: ReadonlyMap<string, CatalogObject>;
}

/** Most objects are the very same at both moments. */
function matchedByIdentity(before: Catalog, after: Catalog): ByIdentity {
  const matches = new Map<CatalogObject, CatalogObject>();
  const free = new Map<string, CatalogObject>();
  for (const [key, object] of after) if (before.get(key) !== object) free.set(identity(object), object);
  for (const [key, object] of before) {
    const match = after.get(key) === object ? object : free.get(identity(object));
    if (match === undefined) continue;
    matches.set(object, match);
    if (match !== object) free.delete(identity(object));
  }
  return { matches, free };
}

/**
 * A sequence of its own and one behind an identity column are not the same thing, whatever their names; nor are parts
 * of two tables of which one took the other's name.
 */
function isAlike(left: CatalogObject, right: CatalogObject, related: ReadonlySet<string>): boolean {
  if (left.kind === 'sequence') return left.facts['identity'] === right.facts['identity'];
  return left.relation === null || related.has(`${left.relation}\t${right.relation ?? ''}`);
}

interface Matching {
  readonly matches: ReadonlyMap<CatalogObject, CatalogObject>;
  readonly missing: readonly CatalogObject[];
  readonly extra: readonly CatalogObject[];
}

function momentsOf(before: Catalog, after: Catalog, matching: Matching): Moments {
  const translate: Translate = translationOf(matching.matches);
  const pairs = new Map<string, Pair>();
  const pairsAfter = new Map<string, Pair>();
  for (const [old, match] of matching.matches) {
    const pair = {
      before: old,
      after: match,
      now: old === match ? old : translatedObject(match, old, translate),
    };
    const key = keyOf(old);
    pairs.set(key, pair);
    pairsAfter.set(old === match ? key : keyOf(match), pair);
  }
  return { before, after, pairs, pairsAfter, missing: matching.missing, extra: matching.extra };
}
