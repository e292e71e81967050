import { code } from '../lib/code.ts';
import { objectsOf, type CatalogObject } from '../model/catalog.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { catalogAtTheEnd } from './support/at-the-end.ts';
import { differenceOf } from './support/difference.ts';
import { advice, hitAt } from './support/hit.ts';
import { indexKeys, type IndexKeys } from './support/index-keys.ts';
import { placesOf, type Place } from './support/place.ts';

const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, placed_at timestamptz);';

export default defineRule({
  id: 'redundant-index',
  title: 'Redundant index',
  severity: 'note',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a new index whose keys are the first keys of another index on the same table, and for an older index that a new one makes redundant in this way.',
    why: 'Every index is written with every row and takes memory and disk; the longer one serves the same queries.',
    instead: 'Keep the longer one.',
    references: ['https://www.postgresql.org/docs/current/indexes-multicolumn.html'],
  },
  examples: {
    bad: [
      {
        title: 'The beginning of an index that is there',
        base: [`${ORDERS}\nCREATE INDEX orders_user_time ON orders (user_id, placed_at);`],
        head: [{ up: 'CREATE INDEX CONCURRENTLY orders_user ON orders (user_id);', transaction: 'none' }],
      },
      {
        title: 'A longer index beside the one that it makes redundant',
        base: [`${ORDERS}\nCREATE INDEX orders_user ON orders (user_id);`],
        head: [
          {
            up: 'CREATE INDEX CONCURRENTLY orders_user_time ON orders (user_id, placed_at);',
            transaction: 'none',
          },
        ],
      },
      {
        title: 'SQLite: beside the index of a unique constraint',
        dialect: 'sqlite',
        base: [
          'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, shop INTEGER, UNIQUE (email, shop));',
        ],
        head: [{ up: 'CREATE INDEX users_email ON users (email);' }],
        also: ['database-locked-during-work'],
      },
    ],
    good: [
      {
        title: 'SQLite: by another collation, the other way round, of some rows',
        dialect: 'sqlite',
        base: [
          'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, shop INTEGER, UNIQUE (email, shop));',
        ],
        head: [
          {
            up: 'CREATE INDEX users_mail ON users (email COLLATE NOCASE);\nCREATE INDEX users_shop ON users (email DESC);\nCREATE INDEX users_lone ON users (email) WHERE shop IS NULL;',
          },
        ],
      },
      {
        title: 'The longer one takes the place of the shorter',
        base: [`${ORDERS}\nCREATE INDEX orders_user ON orders (user_id);`],
        head: [
          {
            up: 'CREATE INDEX CONCURRENTLY orders_user_time ON orders (user_id, placed_at);\nDROP INDEX CONCURRENTLY orders_user;',
            transaction: 'none',
          },
        ],
      },
      {
        title: 'A unique index keeps duplicates out, whatever else is indexed',
        base: [`${ORDERS}\nCREATE INDEX orders_user_time ON orders (user_id, placed_at);`],
        head: [
          { up: 'CREATE UNIQUE INDEX CONCURRENTLY orders_user ON orders (user_id);', transaction: 'none' },
        ],
      },
      {
        title: 'Of some rows only',
        base: [`${ORDERS}\nCREATE INDEX orders_user_time ON orders (user_id, placed_at);`],
        head: [
          {
            up: 'CREATE INDEX CONCURRENTLY orders_new ON orders (user_id) WHERE placed_at IS NULL;',
            transaction: 'none',
          },
        ],
      },
    ],
  },
  check(rehearsal) {
    const told = new Set<string>();
    const pairs = placesOf(rehearsal).flatMap((place) =>
      freshIndexes(place).flatMap((index) =>
        redundantWith(rehearsal, index).map((pair) => ({
          ...pair,
          place,
          isFresh: pair.shorter.id === index.id,
        })),
      ),
    );
    // Where the shorter one is built, if the change builds it; else where the longer one is.
    return [...pairs.filter(({ isFresh }) => isFresh), ...pairs].flatMap((pair) => {
      if (told.has(pair.shorter.name)) return [];
      told.add(pair.shorter.name);
      return [toHit(pair)];
    });
  },
});

interface Redundancy {
  readonly shorter: CatalogObject;
  readonly longer: CatalogObject;
}

/** A redundancy and the statement to tell it at. */
interface Told extends Redundancy {
  readonly place: Place;
  /** The statement builds the shorter one. */
  readonly isFresh: boolean;
}

function freshIndexes({ statement }: Place): readonly CatalogObject[] {
  return differenceOf(statement).added.filter(({ kind }) => kind === 'index');
}

/** Pairs of the index and another of its table, of those that stay, in which one is the beginning of the other. */
function redundantWith(rehearsal: Rehearsal, index: CatalogObject): Redundancy[] {
  if (index.relation === null) return [];
  const present = objectsOf(catalogAtTheEnd(rehearsal), 'index', index.relation);
  const now = present.find(({ id }) => id === index.id);
  if (now === undefined) return [];
  return present
    .filter(({ id }) => id !== index.id)
    .flatMap((other) => {
      if (isBeginning(now, other)) return [{ shorter: now, longer: other }];
      return isBeginning(other, now) ? [{ shorter: other, longer: now }] : [];
    });
}

function isBeginning(shorter: CatalogObject, longer: CatalogObject): boolean {
  if (longer.facts['valid'] === false) return false;
  const [one, other] = [indexKeys(shorter), indexKeys(longer)];
  if (one?.method !== 'btree' || other?.method !== 'btree') return false;
  if (one.rest !== '' || other.rest.includes('WHERE')) return false;
  if (shorter.facts['unique'] === true && !keepsOutTheSame(one, other, longer)) return false;
  return one.keys.every((key, at) => other.keys[at] === key);
}

/** True when the longer one is the table's key and keeps out whatever a unique one on the same keys does. */
function keepsOutTheSame(one: IndexKeys, other: IndexKeys, longer: CatalogObject): boolean {
  return (
    (longer.facts['primary'] === true || longer.facts['origin'] === 'primary-key') &&
    other.rest === '' &&
    one.keys.length === other.keys.length
  );
}

function toHit({ place, shorter, longer, isFresh }: Told): Hit {
  const [one, other] = [code(shorter.name), code(longer.name)];
  return hitAt(place, {
    object: shorter.name,
    message: `${one} ${relationTo(longer, shorter)}, which serves the same queries; every write to ${code(shorter.relation ?? '')} pays for both.`,
    evidence: [shorter, longer].map((index) => code(`${index.name} (${keysOf(index).join(', ')})`)),
    remedy: advice(isFresh ? `Leave ${one} out.` : `Drop ${one} once ${other} is built.`),
  });
}

function relationTo(longer: CatalogObject, shorter: CatalogObject): string {
  return keysOf(shorter).length === keysOf(longer).length
    ? `has the keys of ${code(longer.name)}`
    : `is the beginning of ${code(longer.name)}`;
}

function keysOf(index: CatalogObject): readonly string[] {
  return indexKeys(index)?.keys ?? [];
}
