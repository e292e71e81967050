import { code } from '../lib/code.ts';
import { isWrapped } from '../model/migration.ts';
import type { RehearsedMigration } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { advice, hitAt } from './support/hit.ts';
import type { Place } from './support/place.ts';
import { verbOf } from './support/transaction-verbs.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, name text);';

export default defineRule({
  id: 'transaction-left-open',
  title: 'Transaction left open',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a migration that runs without a transaction of its runner, begins one itself and does not end it.',
    why: 'When the connection closes, the server rolls the open transaction back: the runner records a migration of which nothing is left. Until then its locks are held.',
    instead: 'End the file with `COMMIT`, or leave the transaction to the runner.',
    references: ['https://www.postgresql.org/docs/current/sql-begin.html'],
  },
  examples: {
    bad: [
      {
        title: 'The commit is missing',
        base: [USERS],
        head: [{ up: 'BEGIN;\nCREATE TABLE teams (id bigint PRIMARY KEY);', transaction: 'none' }],
      },
    ],
    good: [
      {
        title: 'Begun and committed',
        base: [USERS],
        head: [{ up: 'BEGIN;\nCREATE TABLE teams (id bigint PRIMARY KEY);\nCOMMIT;', transaction: 'none' }],
      },
      {
        title: 'The runner’s own transaction',
        base: [USERS],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', transaction: 'per-migration' }],
      },
    ],
  },
  check(rehearsal) {
    return rehearsal.migrations.flatMap((migration, at) => {
      const isRunners = isWrapped(migration.transaction) && migration.change.migration.inOneMessage !== true;
      const open = isRunners ? null : openAtTheEnd(migration, at);
      return open === null ? [] : [toHit(open)];
    });
  },
});

/** The statement that begins the transaction which nothing ends. */
function openAtTheEnd(migration: RehearsedMigration, at: number): Place | null {
  let open: Place | null = null;
  migration.statements.forEach((statement, index) => {
    const verb = verbOf(statement);
    if (verb === 'begin') open ??= { statement, index, migration, at };
    if (verb === 'commit' || verb === 'rollback') open = null;
  });
  return open;
}

function toHit(place: Place): Hit {
  return hitAt(place, {
    object: place.migration.change.migration.name,
    message: `The transaction that begins here is never committed. When the connection closes, everything after this line is rolled back, and the runner takes the migration for done.`,
    evidence: [`No ${code('COMMIT')} follows`],
    remedy: { ...advice('End the transaction in the same file.'), sql: ['COMMIT'] },
  });
}
