import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import type { RehearsedMigration, RehearsedStatement, Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, summaryOf, type Place } from './support/place.ts';
import { runnerOf } from './support/runner.ts';
import { verbOf } from './support/transaction-verbs.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'migration-rolls-back',
  title: 'Migration takes itself back',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a `ROLLBACK` in a migration that takes back statements of the same file.',
    why: 'Nothing fails, so the runner records the migration as done. What stands above the `ROLLBACK` is not there, and the next migration and the new code rely on it. It is what is left of trying a script out by hand.',
    instead: 'Take the `ROLLBACK` out. The way back belongs into a down migration.',
    references: ['https://www.postgresql.org/docs/current/sql-rollback.html'],
  },
  examples: {
    bad: [
      {
        title: 'A rollback in the runner’s transaction',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN phone text;\nROLLBACK;', transaction: 'per-migration' }],
      },
      {
        title: 'A rollback where a commit was meant',
        base: [USERS],
        head: [{ up: 'BEGIN;\nALTER TABLE users ADD COLUMN phone text;\nROLLBACK;', transaction: 'none' }],
      },
    ],
    good: [
      {
        title: 'Back to a savepoint',
        base: [USERS],
        head: [
          {
            up: 'SAVEPOINT tried;\nUPDATE users SET email = lower(email) WHERE id = 1;\nROLLBACK TO tried;',
            transaction: 'per-migration',
          },
        ],
      },
      {
        title: 'Nothing to take back',
        base: [USERS],
        head: [{ up: 'ROLLBACK;\nALTER TABLE users ADD COLUMN phone text;', transaction: 'none' }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const undone = verbOf(place.statement) === 'rollback' ? undoneBy(place) : [];
      return undone.length === 0 ? [] : [toHit(rehearsal, place, undone)];
    });
  },
});

/** Statements of the same transaction that did something and come before. */
function undoneBy({ statement, index, migration }: Place): RehearsedStatement[] {
  return migration.statements
    .slice(0, index)
    .filter((other) => other.transaction === statement.transaction && didSomething(other));
}

function didSomething(statement: RehearsedMigration['statements'][number]): boolean {
  const { observation, before, after } = statement;
  if (verbOf(statement) !== null || observation?.error !== null) return false;
  return before !== after || observation.rows.length > 0;
}

function toHit(rehearsal: Rehearsal, place: Place, undone: readonly RehearsedStatement[]): Hit {
  const lines = undone.map(({ statement }) => statement.span.line);
  return hitAt(place, {
    object: place.migration.change.migration.name,
    message: `${code(summaryOf(place))} takes back ${countOf(undone.length, 'statement')} of this file, and ${runnerOf(rehearsal)} records the migration as done.`,
    evidence: [`Taken back: line${lines.length === 1 ? '' : 's'} ${lines.join(', ')}`],
    remedy: advice(`Take ${code('ROLLBACK')} out of the file.`),
  });
}
