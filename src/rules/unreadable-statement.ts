import { answerAsCode } from '../lib/code.ts';
import { defineRule } from '../model/rule.ts';
import { hitAt } from './support/hit.ts';
import { placesOf } from './support/place.ts';
import { rebuildRemedy } from './support/rebuild-remedy.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'unreadable-statement',
  title: 'Unreadable statement',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  alwaysCounts: 'nobody can know what a statement does that cannot be read.',
  docs: {
    what: 'Looks for SQL that the server’s own grammar does not accept, and for files that cannot be read as text.',
    why: 'The server will refuse it as well, in the middle of the deploy. And nothing can be said about what it would do, so it is never taken for safe.',
    instead:
      'Correct the statement. Placeholders that another tool fills in have to be filled in before the review.',
    references: ['https://www.postgresql.org/docs/current/sql-commands.html'],
  },
  examples: {
    bad: [
      {
        title: 'A typing mistake',
        base: [USERS],
        head: [{ up: 'ALTER TABEL users ADD COLUMN phone text;' }],
      },
    ],
    good: [
      {
        title: 'A statement that does nothing',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users DROP COLUMN IF EXISTS phone;' }],
      },
      {
        title: 'A keyword inside of a string',
        base: [USERS],
        head: [{ up: "COMMENT ON TABLE users IS 'ALTER TABEL; -- $$';" }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const { statement } = place.statement;
      if (statement.kind !== 'unreadable') return [];
      return [
        hitAt(place, {
          object: place.migration.change.migration.name,
          message: `This cannot be read as SQL, so nobody knows what it does: ${answerAsCode(statement.reason)}.`,
          evidence: [`At line ${statement.at.line}, column ${statement.at.column}`],
          remedy: rebuildRemedy(
            rehearsal,
            place,
            statement.instead ?? 'Correct the statement; fill in placeholders before the review.',
          ),
        }),
      ];
    });
  },
});
