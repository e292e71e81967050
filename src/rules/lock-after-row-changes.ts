import { code } from '../lib/code.ts';
import type { Effect } from '../model/observation.ts';
import type { HeldLock, Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { ownCommit } from './support/commit-apart.ts';
import { heldSince } from './support/held-since.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';
import { TABLE_LOCKS } from './support/table-locks.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, age integer);';
const FILL = 'UPDATE users SET age = 0 WHERE age IS NULL;';
const ALTER = 'ALTER TABLE users ALTER COLUMN age SET DEFAULT 0;';

export default defineRule({
  id: 'lock-after-row-changes',
  title: 'Table locked behind row changes',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a transaction that updates or deletes rows of a shipped table and, in a later statement, asks for a lock on that table that writers have to wait for.',
    why: 'Whoever wants to write one of the changed rows meanwhile waits for the migration, with a lock on the table in hand that the migration now waits for. PostgreSQL breaks one of the two off: a request of the application, or the migration.',
    instead: 'Change the table first and its rows afterwards, each in a migration of its own.',
    references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS'],
  },
  examples: {
    bad: [
      {
        title: 'A backfill, then the default, in one transaction',
        base: [USERS],
        head: [{ up: `${FILL}\n${ALTER}` }],
        also: ['rollback-impossible', 'unbatched-data-change'],
      },
    ],
    good: [
      {
        title: 'Each statement commits by itself',
        base: [USERS],
        head: [{ up: `${FILL}\n${ALTER}`, transaction: 'per-statement' }],
        also: ['unbatched-data-change'],
      },
      {
        title: 'The rows in a later migration',
        base: [USERS],
        head: [{ up: ALTER }, { up: FILL }],
        also: ['unbatched-data-change'],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) =>
      place.statement.effects.flatMap((effect) => {
        const held = rowsHeldOn(rehearsal, place, effect);
        return held === null ? [] : [toHit(rehearsal, place, { effect, held })];
      }),
    );
  },
});

/** Row locks that the transaction holds on a table which the statement locks against writers. */
function rowsHeldOn(rehearsal: Rehearsal, { statement }: Place, { relation, lock }: Effect): HeldLock | null {
  if (!TABLE_LOCKS.has(lock) || !isShippedRelation(rehearsal, statement, relation)) return null;
  return statement.held.find((held) => held.relation === relation && !TABLE_LOCKS.has(held.lock)) ?? null;
}

interface Upgrade {
  readonly effect: Effect;
  readonly held: HeldLock;
}

function toHit(rehearsal: Rehearsal, place: Place, { effect: { relation, lock }, held }: Upgrade): Hit {
  const table = code(relation);
  return hitAt(place, {
    object: relation,
    message: `This statement asks for ${code(lock)} on ${table} while its transaction holds rows of ${table} that it changed. A session that waits for one of these rows already holds a lock on ${table}: each waits for the other until PostgreSQL breaks one of them off.`,
    evidence: [`rows are held since ${heldSince(rehearsal, place, held)}`],
    remedy: advice(`Change ${table} first, and its rows after that, in ${ownCommit(place.migration)}.`),
  });
}
