import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { isWrapped } from '../model/migration.ts';
import type { RehearsedMigration, Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { advice, hitAt } from './support/hit.ts';
import { summaryOf, type Place } from './support/place.ts';
import { runnerOf, withoutItsTransaction } from './support/runner.ts';
import { verbOf } from './support/transaction-verbs.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'runner-transaction-ended',
  title: 'Transaction of the runner ended by the file',
  severity: 'warn',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a `COMMIT` in a migration around which the runner has opened a transaction. PostgreSQL does not nest transactions: a `BEGIN` inside of one is a warning, and the first `COMMIT` ends it.',
    why: 'What stands above the `COMMIT` stays when something below it fails, and the version is recorded apart from the work: after a failure between the two, the next run starts on what is done already. Some drivers take the lost transaction for an error and report a migration as failed that is in place.',
    instead:
      'Leave `BEGIN` and `COMMIT` to the runner. What has to commit by itself goes into a migration of its own.',
    references: [
      'https://www.postgresql.org/docs/current/sql-begin.html',
      'https://github.com/jackc/tern/issues/60',
      'https://github.com/rubenv/sql-migrate/issues/8',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A commit of the file’s own',
        base: [USERS],
        head: [
          {
            up: 'BEGIN;\nALTER TABLE users ADD COLUMN phone text;\nCOMMIT;',
            transaction: 'per-migration',
          },
        ],
      },
      {
        title: 'A commit in the middle',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users ADD COLUMN phone text;\nCOMMIT;\nCREATE TABLE phones (id bigint PRIMARY KEY);',
            transaction: 'per-migration',
          },
        ],
      },
    ],
    good: [
      {
        title: 'The runner opens none',
        base: [USERS],
        head: [{ up: 'BEGIN;\nALTER TABLE users ADD COLUMN phone text;\nCOMMIT;', transaction: 'none' }],
      },
      {
        title: 'A savepoint, which ends nothing',
        base: [USERS],
        head: [
          {
            up: 'SAVEPOINT before;\nALTER TABLE users ADD COLUMN phone text;\nRELEASE before;',
            transaction: 'per-migration',
          },
        ],
      },
    ],
  },
  check(rehearsal) {
    return rehearsal.migrations.flatMap((migration, at) => {
      const place = endOfRunners(migration, at);
      return place === null ? [] : [toHit(rehearsal, place)];
    });
  },
});

/** The first `COMMIT` in a transaction that the runner opened; a server’s own around one message may be ended. */
function endOfRunners(migration: RehearsedMigration, at: number): Place | null {
  if (!isWrapped(migration.transaction) || migration.change.migration.inOneMessage === true) return null;
  const index = migration.statements.findIndex((statement) =>
    ['commit', 'rollback'].includes(verbOf(statement) ?? ''),
  );
  const statement = migration.statements[index];
  if (statement === undefined || verbOf(statement) !== 'commit') return null;
  return { statement, index, migration, at };
}

function toHit(rehearsal: Rehearsal, place: Place): Hit {
  const runner = runnerOf(rehearsal);
  const after = place.migration.statements
    .slice(place.index + 1)
    .filter((statement) => verbOf(statement) === null);
  const consequence =
    after.length === 0
      ? 'The version is recorded apart from what the file does: when that fails, the next run starts on what is done already.'
      : `${countOf(after.length, 'statement')} below it run${after.length === 1 ? 's' : ''} outside of it: when one fails, what stands above stays done.`;
  const begun = place.migration.statements
    .slice(0, place.index)
    .find((statement) => verbOf(statement) === 'begin');
  return hitAt(place, {
    object: place.migration.change.migration.name,
    message: `${code(summaryOf(place))} ends the transaction that ${runner} opened around the file. ${consequence}`,
    evidence: begun === undefined ? [] : noticesOf(begun.observation?.notices ?? [], begun),
    remedy: advice(
      `Leave ${code('BEGIN')} and ${code('COMMIT')} out of the file; what has to commit by itself goes into a migration of its own.${withoutItsTransaction(rehearsal)}`,
    ),
  });
}

function noticesOf(notices: readonly string[], { statement }: Place['statement']): string[] {
  return notices.map((notice) => `The engine at line ${statement.span.line}: ${code(notice)}`);
}
