import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { isWrapped } from '../model/migration.ts';
import type { RehearsedMigration, Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { failsOnTheWay } from './support/failing.ts';
import { hitAt } from './support/hit.ts';
import { leftBehindBy } from './support/left-behind.ts';
import { summaryOf, type Place } from './support/place.ts';
import { isRepeatable } from './support/repeatable.ts';
import { runAgain } from './support/run-again.ts';
import { verbOf } from './support/transaction-verbs.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'half-done-when-it-fails',
  title: 'Half done when it fails',
  severity: 'note',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a migration whose statements do not all commit together and that cannot simply be run again when a later one fails. Whether a statement can be run again is told from its text.',
    why: 'What came before the failing statement stays done. The second attempt starts from the beginning and stops at the first statement that finds its work done already, so somebody has to clear up by hand, in production.',
    instead:
      'Put statements that run outside of a transaction into migrations of their own, or write them so that they can be run again.',
    references: [
      'https://www.postgresql.org/docs/current/tutorial-transactions.html',
      'https://www.sqlite.org/lang_transaction.html',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A second attempt stops at the first line',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users ADD COLUMN phone text;\nCREATE INDEX CONCURRENTLY users_phone ON users (phone);',
            transaction: 'none',
          },
        ],
      },
      {
        title: 'SQLite: a table built anew, each statement by itself',
        dialect: 'sqlite',
        foreignKeys: false,
        base: ['CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);'],
        head: [
          {
            up: 'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE);\nINSERT INTO fresh SELECT id, email FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;',
            transaction: 'per-statement',
          },
        ],
        also: ['database-locked-during-work'],
      },
    ],
    good: [
      {
        title: 'Each statement minds what is there',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users ADD COLUMN IF NOT EXISTS phone text;\nDROP INDEX CONCURRENTLY IF EXISTS users_phone;\nCREATE INDEX CONCURRENTLY users_phone ON users (phone);',
            transaction: 'none',
          },
        ],
      },
      {
        title: 'All or nothing',
        base: [USERS],
        head: [
          { up: 'ALTER TABLE users ADD COLUMN phone text;\nCREATE TABLE phones (id bigint PRIMARY KEY);' },
        ],
      },
      {
        title: 'One statement',
        base: [USERS],
        head: [{ up: 'CREATE INDEX CONCURRENTLY users_email ON users (email);', transaction: 'none' }],
      },
    ],
  },
  check(rehearsal) {
    return rehearsal.migrations.flatMap((migration, at) => {
      if (isWrapped(migration.transaction)) return [];
      const failed = failsOnTheWay(migration) ? failedAt(migration, at) : null;
      if (failed !== null) return [hitOfFailure(rehearsal, failed)];
      const [first, ...others] = failsOnTheWay(migration) ? [] : stoppingOn(migration, at);
      return first === undefined ? [] : [toHit(rehearsal, first, [first, ...others])];
    });
  },
});

/** Statements that are committed before another one can fail, and that refuse to be run again. */
function stoppingOn(migration: RehearsedMigration, at: number): Place[] {
  const last = migration.statements.at(-1)?.transaction;
  return placesIn(migration, at).filter(
    ({ statement }) => statement.transaction !== last && !isRepeatable(statement.statement),
  );
}

/** The statement that fails in the rehearsal after others have committed; null when nothing stays done. */
function failedAt(migration: RehearsedMigration, at: number): Place | null {
  const place = placesIn(migration, at).find(
    ({ statement }) => (statement.observation?.error ?? null) !== null,
  );
  if (place === undefined) return null;
  return doneBefore(place).some(({ statement }) => statement.before !== statement.after) ? place : null;
}

function placesIn(migration: RehearsedMigration, at: number): Place[] {
  return migration.statements.map((statement, index) => ({ statement, index, migration, at }));
}

/** What has committed when the statement at the place fails. */
function doneBefore({ migration, at, index, statement }: Place): Place[] {
  return placesIn(migration, at)
    .slice(0, index)
    .filter(
      (other) => other.statement.transaction !== statement.transaction && verbOf(other.statement) === null,
    );
}

function toHit(rehearsal: Rehearsal, first: Place, stopping: readonly Place[]): Hit {
  const total = first.migration.statements.length;
  const ends = placesIn(first.migration, first.at).filter(({ index }) => index > first.index);
  return hitAt(first, {
    object: first.migration.change.migration.name,
    message: `The ${countOf(total, 'statement')} of this migration do not commit together. When a later one fails, what came before it stays done, and a second run stops at ${code(summaryOf(first))}.`,
    evidence: [
      ...stopping.map(
        (place) => `Line ${lineOf(place)} cannot be run again once it is done: ${code(summaryOf(place))}`,
      ),
      ...ends.slice(0, MOST_ENDS).map(stateAfter),
    ],
    remedy: {
      text: `Give each its own migration, or guard them with ${code('IF EXISTS')} and ${code('IF NOT EXISTS')}. After a failure, take back by hand what was done. ${runAgain(rehearsal, first)}`,
      sql: [],
      rehearsed: false,
    },
  });
}

/** So many places to fail at are written out. */
const MOST_ENDS = 5;

function hitOfFailure(rehearsal: Rehearsal, failed: Place): Hit {
  return hitAt(failed, {
    object: failed.migration.change.migration.name,
    message: `This statement fails in the rehearsal after others of its migration have committed: what they did stays.`,
    evidence: [stateAfter(failed)],
    remedy: {
      text: `Where that has happened already, take back what was done, or guard it with ${code('IF NOT EXISTS')}. ${runAgain(rehearsal, failed)}`,
      sql: leftBehindBy(failed.statement.statement)?.sql ?? [],
      rehearsed: false,
    },
  });
}

/** The state in which a failure leaves the database: `When line 3 fails: done are lines 1 and 2; line 4 is not`. */
function stateAfter(place: Place): string {
  const done = doneBefore(place).map(lineOf);
  const open = placesIn(place.migration, place.at)
    .filter(({ index, statement }) => index > place.index && verbOf(statement) === null)
    .map(lineOf);
  const left = leftBehindBy(place.statement.statement);
  return [
    `When line ${lineOf(place)} fails: ${done.length === 0 ? 'nothing is done' : `${linesInWords(done)} done`}`,
    ...(open.length === 0 ? [] : [`${linesInWords(open)} not run`]),
    ...(left === null ? [] : [left.words]),
  ].join('; ');
}

function lineOf({ statement: { statement } }: Place): number {
  return statement.span.line;
}

function linesInWords(lines: readonly number[]): string {
  const words = listInWords([...new Set(lines)].map(String));
  return new Set(lines).size === 1 ? `line ${words} is` : `lines ${words} are`;
}
