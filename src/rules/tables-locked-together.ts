import { codes } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { findObject } from '../model/catalog.ts';
import { blocksAtLeast } from '../model/observation.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { ownCommit } from './support/commit-apart.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, transactionKey, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';
import { sortedNames } from './support/words.ts';

const TABLES =
  'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE teams (id bigint PRIMARY KEY);\nCREATE TABLE plans (id bigint PRIMARY KEY);';
const NOTES =
  'ALTER TABLE users ADD COLUMN note text;\nALTER TABLE teams ADD COLUMN note text;\nALTER TABLE plans ADD COLUMN note text;';

export default defineRule({
  id: 'tables-locked-together',
  title: 'Several tables locked at once',
  severity: 'note',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a transaction that ends up with three or more shipped tables closed to readers and writers at the same time.',
    why: 'The first table stays locked while the migration waits for the second and the third. The more tables, the longer the wait of everybody, and the likelier a deadlock with transactions that use them in another order.',
    instead: 'Give each table a migration of its own, so that its lock ends with it.',
    references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS'],
  },
  examples: {
    bad: [{ title: 'Three tables in one transaction', base: [TABLES], head: [{ up: NOTES }] }],
    good: [
      {
        title: 'One table and the sequences that go with it',
        base: ['CREATE TABLE tickets (id bigserial PRIMARY KEY, number bigserial);'],
        head: [{ up: 'DROP TABLE tickets;' }],
        also: ['drop-in-use'],
      },
      {
        title: 'Each statement commits by itself',
        base: [TABLES],
        head: [{ up: NOTES, transaction: 'per-statement' }],
      },
      {
        title: 'Two tables',
        base: [TABLES],
        head: [{ up: 'ALTER TABLE users ADD COLUMN note text;\nALTER TABLE teams ADD COLUMN note text;' }],
      },
    ],
  },
  check(rehearsal) {
    const last = new Map<string, { place: Place; relations: string[] }>();
    for (const place of placesOf(rehearsal)) {
      const relations = closedAt(rehearsal, place);
      const key = transactionKey(rehearsal, place);
      if (relations.length >= MANY && relations.length > (last.get(key)?.relations.length ?? 0))
        last.set(key, { place, relations });
    }
    return [...last.values()].map(({ place, relations }) => toHit(place, relations));
  },
});

/** Two are common and short; from here on the wait adds up. */
const MANY = 3;

/** Shipped tables that nobody else can read while the statement runs. */
function closedAt(rehearsal: Rehearsal, { statement }: Place): string[] {
  return sortedNames(
    [...statement.held, ...statement.effects]
      .filter(({ blocks }) => blocksAtLeast(blocks, 'reads-and-writes'))
      .map(({ relation }) => relation)
      .filter((relation) => isShippedRelation(rehearsal, statement, relation))
      .filter((relation) => findObject(statement.before, 'sequence', relation) === null),
  );
}

function toHit(place: Place, relations: readonly string[]): Hit {
  return hitAt(place, {
    object: relations[0] ?? '',
    message: `From this statement on, one transaction keeps readers and writers out of ${countOf(relations.length, 'table')} at once: ${listInWords(codes(relations))}.`,
    evidence: [],
    remedy: advice(`Give each table ${ownCommit(place.migration)}, so that its lock ends with it.`),
  });
}
