import { code } from '../lib/code.ts';
import type { EngineError } from '../model/observation.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { errorOfRows, isConsequence } from './support/failing.ts';
import { cureFor } from './support/cures.ts';
import { hitAt } from './support/hit.ts';
import { objectOf, placesOf, summaryOf, type Place } from './support/place.ts';
import { rebuildRemedy } from './support/rebuild-remedy.ts';
import { isRefusedTransaction } from './support/refused-transaction.ts';
import { errorWords } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'statement-fails',
  title: 'Statement fails',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  alwaysCounts: 'nobody can know what comes after a statement that does not run.',
  docs: {
    what: 'Looks for a statement that the engine refuses on the schema that the earlier migrations build, whatever the tables hold.',
    why: 'The deploy stops there. What ran before it in the same transaction is taken back; what committed stays, so the schema is half-way.',
    instead:
      'Correct the statement, or the order. Where it only fails on a schema that was changed by hand, bring the migrations in line with the database first.',
    references: ['https://www.postgresql.org/docs/current/errcodes-appendix.html'],
  },
  examples: {
    bad: [
      {
        title: 'A column that does not exist',
        base: [USERS],
        head: [{ up: 'CREATE INDEX CONCURRENTLY users_phone_idx ON users (phone);', transaction: 'none' }],
      },
      {
        title: 'A table that something depends on',
        base: [`${USERS}\nCREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));`],
        head: [{ up: 'DROP TABLE users;' }],
      },
      {
        title: 'SQLite: a column that an index uses',
        dialect: 'sqlite',
        base: [
          'CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER);\nCREATE INDEX users_age ON users (age);',
        ],
        head: [{ up: 'ALTER TABLE users DROP COLUMN age;' }],
      },
    ],
    good: [
      {
        title: 'Guarded by IF EXISTS',
        base: [USERS],
        head: [{ up: 'DROP INDEX IF EXISTS users_phone_idx;' }],
      },
      {
        title: 'What it needs comes first',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users ADD COLUMN phone text;\nALTER TABLE users ALTER COLUMN phone SET STORAGE EXTERNAL;',
          },
        ],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const error = place.statement.observation?.error ?? null;
      return error === null || isToldElsewhere(rehearsal, place, error)
        ? []
        : [toHit(rehearsal, place, error)];
    });
  },
});

/** As a refused transaction, as the fault of rows, as the failure before it, or as something the engine cannot know. */
function isToldElsewhere(rehearsal: Rehearsal, place: Place, error: EngineError): boolean {
  const { statement, migration, index } = place;
  if (isRefusedTransaction(place) || errorOfRows(statement) !== null) return true;
  if (isConsequence(error, migration.statements.slice(0, index))) return true;
  const { path } = migration.change.migration;
  return rehearsal.unknowns.some(
    (unknown) => unknown.path === path && unknown.line === statement.statement.span.line,
  );
}

function toHit(rehearsal: Rehearsal, place: Place, error: EngineError): Hit {
  return hitAt(place, {
    object: objectOf(place),
    message: `${code(summaryOf(place))} fails on the schema that the earlier migrations build: ${errorWords(error)}.`,
    evidence: [errorWords(error)],
    remedy: rebuildRemedy(
      rehearsal,
      place,
      cureFor(error) ?? 'Correct the statement, or what comes before it.',
    ),
  });
}
