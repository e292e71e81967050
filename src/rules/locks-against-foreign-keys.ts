import { code } from '../lib/code.ts';
import { objectsOf, type CatalogObject } from '../model/catalog.ts';
import type { Effect } from '../model/observation.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { factText } from './support/cause.ts';
import { ownCommit } from './support/commit-apart.ts';
import { lineSeenFrom, takerOf } from './support/held-since.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, summaryOf, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';

const TABLES =
  'CREATE TABLE users (id bigint PRIMARY KEY, name text);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users, note text);\nCREATE INDEX orders_user ON orders (user_id);';

export default defineRule({
  id: 'locks-against-foreign-keys',
  title: 'Locks in the order of a deadlock',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a transaction that locks a shipped table and, in a later statement, a table with a foreign key to it.',
    why: 'An insert takes its own table first and then the table that its foreign key points at. A migration that takes them the other way round can meet it halfway: each waits for the other, and PostgreSQL breaks one of them off.',
    instead:
      'Lock the table with the foreign key first, or change the two tables in migrations of their own.',
    references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS'],
  },
  examples: {
    bad: [
      {
        title: 'The referenced table first',
        base: [TABLES],
        head: [
          { up: 'ALTER TABLE users ADD COLUMN nick text;\nALTER TABLE orders ADD COLUMN currency text;' },
        ],
      },
    ],
    good: [
      {
        title: 'In the order in which inserts take them',
        base: [TABLES],
        head: [
          { up: 'ALTER TABLE orders ADD COLUMN currency text;\nALTER TABLE users ADD COLUMN nick text;' },
        ],
      },
      {
        title: 'Each table in a migration of its own',
        base: [TABLES],
        head: [
          { up: 'ALTER TABLE users ADD COLUMN nick text;' },
          { up: 'ALTER TABLE orders ADD COLUMN currency text;' },
        ],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) =>
      foreignKeysFrom(rehearsal, place).flatMap((key) => {
        const parent = factText(key, 'references');
        const since = lockedBefore(rehearsal, place, parent);
        return since === null ? [] : [toHit(rehearsal, place, since, key)];
      }),
    );
  },
});

/** Modes that a foreign key's own check (`ROW SHARE`) has to wait for. */
const AGAINST_CHECKS: ReadonlySet<string> = new Set(['ExclusiveLock', 'AccessExclusiveLock']);
/** Modes that an insert (`ROW EXCLUSIVE`) has to wait for. */
const AGAINST_INSERTS: ReadonlySet<string> = new Set([
  'ShareLock',
  'ShareRowExclusiveLock',
  ...AGAINST_CHECKS,
]);

/** One foreign key for each other table that a table points at, of the tables that the statement locks. */
function foreignKeysFrom(rehearsal: Rehearsal, { statement }: Place): CatalogObject[] {
  const locked = new Set(
    newLocks(statement.effects, AGAINST_INSERTS).filter(
      (relation) =>
        isShippedRelation(rehearsal, statement, relation) &&
        !statement.held.some((held) => held.relation === relation && AGAINST_INSERTS.has(held.lock)),
    ),
  );
  const keys = objectsOf(statement.before, 'constraint').filter(
    (key) => key.facts['type'] === 'foreign-key' && key.relation !== null && locked.has(key.relation),
  );
  const pairs = new Map(keys.map((key) => [`${key.relation ?? ''} ${factText(key, 'references')}`, key]));
  return [...pairs.values()].filter((key) => !locked.has(factText(key, 'references')));
}

function newLocks(effects: readonly Effect[], modes: ReadonlySet<string>): string[] {
  return effects.filter(({ lock }) => modes.has(lock)).map(({ relation }) => relation);
}

/** The statement of the same transaction that locked the referenced table. */
function lockedBefore(rehearsal: Rehearsal, place: Place, parent: string): Place | null {
  const held = place.statement.held.find(
    ({ relation, lock }) => relation === parent && AGAINST_CHECKS.has(lock),
  );
  if (held === undefined || !isShippedRelation(rehearsal, place.statement, parent)) return null;
  return takerOf(rehearsal, place, held);
}

function toHit(rehearsal: Rehearsal, place: Place, since: Place, key: CatalogObject): Hit {
  const [child, parent] = [code(key.relation ?? ''), code(factText(key, 'references'))];
  return hitAt(place, {
    object: key.relation ?? '',
    message: `This transaction locks ${parent} first and ${child} after it; an insert into ${child} takes them the other way round, because ${code(key.name)} makes it look into ${parent}. Each can wait for the other until PostgreSQL breaks one of them off.`,
    evidence: [
      `${parent} is locked since ${lineSeenFrom(rehearsal, since, place)}: ${code(summaryOf(since))}`,
    ],
    remedy: advice(`Lock ${child} first, or give one of the two tables ${ownCommit(place.migration)}.`),
  });
}
