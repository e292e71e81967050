import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { isWrapped } from '../model/migration.ts';
import type { RehearsedMigration, Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { failsOnTheWay } from './support/failing.ts';
import { advice, hitAt } from './support/hit.ts';
import { summaryOf, type Place } from './support/place.ts';
import { isRepeatable } from './support/repeatable.ts';
import { runAgain } from './support/run-again.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'half-done-when-it-fails',
  title: 'Half done when it fails',
  severity: 'note',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a migration whose statements do not all commit together and that cannot simply be run again when a later one fails. Whether a statement can be run again is told from its text.',
    why: 'What came before the failing statement stays done. The second attempt starts from the beginning and stops at the first statement that finds its work done already, so somebody has to clear up by hand, in production.',
    instead:
      'Put statements that run outside of a transaction into migrations of their own, or write them so that they can be run again.',
    references: ['https://www.postgresql.org/docs/current/tutorial-transactions.html'],
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
      if (isWrapped(migration.transaction) || failsOnTheWay(migration)) return [];
      const stopping = stoppingOn(migration, at);
      const [first] = stopping;
      return first === undefined ? [] : [toHit(rehearsal, first, stopping)];
    });
  },
});

/** Statements that are committed before another one can fail, and that refuse to be run again. */
function stoppingOn(migration: RehearsedMigration, at: number): Place[] {
  const last = migration.statements.at(-1)?.transaction;
  return migration.statements
    .map((statement, index) => ({ statement, index, migration, at }))
    .filter(({ statement }) => statement.transaction !== last && !isRepeatable(statement.statement));
}

function toHit(rehearsal: Rehearsal, first: Place, stopping: readonly Place[]): Hit {
  const total = first.migration.statements.length;
  return hitAt(first, {
    object: first.migration.change.migration.name,
    message: `The ${countOf(total, 'statement')} of this migration do not commit together. When a later one fails, what came before it stays done, and a second run stops at ${code(summaryOf(first))}.`,
    evidence: stopping.map(
      (place) =>
        `Line ${place.statement.statement.span.line} cannot be run again once it is done: ${code(summaryOf(place))}`,
    ),
    remedy: advice(
      `Give each its own migration, or guard them with ${code('IF EXISTS')} and ${code('IF NOT EXISTS')}. After a failure, take back by hand what was done. ${runAgain(rehearsal, first)}`,
    ),
  });
}
