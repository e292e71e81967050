import { code } from '../lib/code.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { hitAt } from './support/hit.ts';
import { placesOf, summaryOf, transactionKey, type Place } from './support/place.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'set-local-without-transaction',
  title: '`SET LOCAL` without a transaction',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a `SET LOCAL` with which no other statement shares a transaction.',
    why: '`SET LOCAL` counts until its transaction ends, and this one ends at once: PostgreSQL warns and goes on without the setting. A lock timeout that is set so guards nothing.',
    instead: 'Use `SET`, and `RESET` at the end of the file, or put a transaction around the statements.',
    references: ['https://www.postgresql.org/docs/current/sql-set.html'],
  },
  examples: {
    bad: [
      {
        title: 'A lock timeout that guards nothing',
        base: [USERS],
        head: [
          {
            up: "SET LOCAL lock_timeout = '2s';\nCREATE INDEX CONCURRENTLY users_email_idx ON users (email);",
            transaction: 'none',
          },
        ],
      },
    ],
    good: [
      {
        title: 'For the session',
        base: [USERS],
        head: [
          {
            up: "SET lock_timeout = '2s';\nCREATE INDEX CONCURRENTLY users_email_idx ON users (email);",
            transaction: 'none',
          },
        ],
      },
      {
        title: 'In a transaction',
        base: [USERS],
        head: [{ up: "SET LOCAL lock_timeout = '2s';\nALTER TABLE users ADD COLUMN phone text;" }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => (isInVain(rehearsal, place) ? [toHit(place)] : []));
  },
});

/** A setting for a transaction of which the statement is all there is. */
function isInVain(rehearsal: Rehearsal, place: Place): boolean {
  const { statement, observation } = place.statement;
  if (statement.kind === 'unreadable' || observation?.error !== null) return false;
  if (!statement.changes.some((change) => change.kind === 'set-setting' && change.local)) return false;
  const key = transactionKey(rehearsal, place);
  return placesOf(rehearsal).filter((other) => transactionKey(rehearsal, other) === key).length === 1;
}

function toHit(place: Place): Hit {
  const { sql } = place.statement.statement;
  return hitAt(place, {
    object: place.migration.change.migration.name,
    message: `${code(summaryOf(place))} has no effect: its transaction ends right after it, and the setting with it.`,
    evidence: [],
    remedy: {
      text: 'Set it for the session; the runner’s connection may be used for what comes after, so reset it at the end.',
      sql: [sql.replace(/\bSET\s+LOCAL\b/i, 'SET')],
      rehearsed: false,
    },
  });
}
