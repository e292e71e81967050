import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { blocksAtLeast } from '../model/observation.ts';
import type { RehearsedStatement, Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { tableOfSequence } from './support/goes-with-table.ts';
import { hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { runAgain } from './support/run-again.ts';
import { isShippedRelation } from './support/shipped.ts';
import { distinct, sortedNames } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'strong-lock-without-timeout',
  title: 'Strong lock without timeout',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a lock that keeps others from writing to a shipped table and is asked for with no `lock_timeout` in force: none that the migration sets, with `SET` or for its transaction with `SET LOCAL`, none that an earlier migration gave the database or the role that owns the tables, and none in the configuration. One finding for each migration.',
    why: 'A lock that is held for a millisecond can be waited for much longer: it queues behind the longest transaction that uses the table, and everything that comes later queues behind it. With a limit the migration gives up and can be tried again; the application goes on.',
    instead:
      'Set `lock_timeout` to a few seconds before the first such statement, or for the role that runs migrations, and let the runner try again. Tell Holdpoint about a role’s setting with `lock-timeout-default`.',
    references: [
      'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT',
      'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    ],
  },
  examples: {
    bad: [
      {
        title: 'The limit of one transaction is over in the next',
        base: [USERS],
        head: [
          {
            up: "BEGIN;\nSET LOCAL lock_timeout = '5s';\nALTER TABLE users ADD COLUMN phone text;\nCOMMIT;\nALTER TABLE users ADD COLUMN fax text;",
            transaction: 'none',
          },
        ],
      },
      {
        title: 'An instant change that can queue for long',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN phone text;' }],
      },
    ],
    good: [
      {
        title: 'A limit on the wait',
        base: [USERS],
        head: [{ up: "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN phone text;" }],
      },
      {
        title: 'A limit that an earlier migration gave the database',
        base: [
          USERS,
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''3s''', current_database()); END $$;",
        ],
        head: [{ up: 'ALTER TABLE users ADD COLUMN phone text;' }],
      },
      {
        title: 'A new table, which nobody waits for',
        base: [USERS],
        head: [
          { up: 'CREATE TABLE teams (id bigint PRIMARY KEY);\nALTER TABLE teams ADD COLUMN name text;' },
        ],
      },
      {
        title: 'A lock that writes go past',
        base: [USERS],
        head: [{ up: "COMMENT ON TABLE users IS 'People who can sign in';" }],
      },
    ],
  },
  options: [
    {
      name: 'longest',
      kind: 'duration',
      what: 'A `lock_timeout` that is longer than this counts like none.',
      usual: null,
    },
  ],
  check(rehearsal, { options }) {
    const longest = options.get('longest') ?? Infinity;
    return rehearsal.migrations.flatMap((_, at) => {
      const waiting = placesOf(rehearsal).filter(
        (place) =>
          place.at === at &&
          waitsTooLong(place.statement, longest) &&
          strongLocks(rehearsal, place).length > 0,
      );
      const [first] = waiting;
      return first === undefined ? [] : [toHit(rehearsal, first, waiting)];
    });
  },
});

/** Row-level modes; they conflict with writes to the same row only and are no queue for a table. */
const ROW_LOCKS: ReadonlySet<string> = new Set(['RowExclusiveLock', 'RowShareLock', '']);

/** A timeout that is not known is not the same as none. */
function waitsTooLong(rehearsed: RehearsedStatement, longest: number): boolean {
  const { lockTimeout, observation } = rehearsed;
  if ((observation?.error ?? null) !== null || lockTimeout === null || neverWaits(rehearsed)) return false;
  return lockTimeout === 0 || lockTimeout > longest;
}

/** `LOCK TABLE … NOWAIT`. */
function neverWaits({ statement }: RehearsedStatement): boolean {
  return (
    statement.kind === 'readable' &&
    statement.changes.length > 0 &&
    statement.changes.every((change) => change.kind === 'lock-table' && change.noWait === true)
  );
}

/** What the first of them waits with, and how long. */
function limitInWords({ statement: { lockTimeout } }: Place): { limit: string; wait: string } {
  const timeout = code('lock_timeout');
  if (lockTimeout === 0 || lockTimeout === null)
    return { limit: `No ${timeout} is in force`, wait: 'without end' };
  return {
    limit: `The ${timeout} in force is ${lockTimeout} ms, more than this project allows,`,
    wait: 'that long',
  };
}

function strongLocks(rehearsal: Rehearsal, { statement }: Place): { relation: string; lock: string }[] {
  // A lock that the transaction holds already is not waited for again.
  const isHeld = (relation: string, lock: string): boolean =>
    statement.held.some((held) => held.relation === relation && held.lock === lock);
  const locks = statement.effects.filter(
    ({ relation, lock, blocks }) =>
      blocksAtLeast(blocks, 'writes') &&
      !ROW_LOCKS.has(lock) &&
      !isHeld(relation, lock) &&
      !isPassedBy(statement, relation) &&
      isShippedRelation(rehearsal, statement, relation),
  );
  const locked = new Set(locks.map(({ relation }) => relation));
  return locks.filter(({ relation }) => !locked.has(tableOfSequence(statement.before, relation) ?? ''));
}

/** Before a partition that is detached concurrently is locked, all queries of its parent pass it by. */
function isPassedBy({ statement }: RehearsedStatement, relation: string): boolean {
  return (
    statement.kind === 'readable' &&
    statement.changes.some(
      (change) => change.kind === 'detach-partition' && change.concurrently && change.partition === relation,
    )
  );
}

/** One line for each lock mode, with all the tables that it is on. */
function lockLines(locks: readonly { relation: string; lock: string }[]): string[] {
  return distinct(locks.map(({ lock }) => lock)).map((mode) => {
    const relations = locks.filter(({ lock }) => lock === mode).map(({ relation }) => relation);
    return `${code(mode)} on ${listInWords(codes(sortedNames(relations)))}`;
  });
}

function toHit(rehearsal: Rehearsal, first: Place, waiting: readonly Place[]): Hit {
  const locks = waiting.flatMap((place) => strongLocks(rehearsal, place));
  const relations = sortedNames(locks.map(({ relation }) => relation));
  const { limit, wait } = limitInWords(first);
  return hitAt(first, {
    object: relations[0] ?? '',
    message: `${limit} when this migration asks for strong locks on ${listInWords(codes(relations))}. Behind one long transaction it waits ${wait}, and all that comes later waits behind it.`,
    evidence: distinct(
      waiting.flatMap((place) =>
        lockLines(strongLocks(rehearsal, place)).map(
          (line) => `Line ${place.statement.statement.span.line}: ${line}`,
        ),
      ),
    ),
    remedy: {
      text: `Limit the wait before the first such statement; when the limit strikes, wait a little. ${runAgain(rehearsal, first)}`,
      sql: ["SET lock_timeout = '5s'"],
      rehearsed: false,
    },
  });
}
