import { code } from '../lib/code.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule } from '../model/rule.ts';
import { breaksOf } from './support/breaks.ts';
import { errorOfRows } from './support/failing.ts';
import { advice, hitAt } from './support/hit.ts';
import { objectOf, placesOf, summaryOf, type Place } from './support/place.ts';
import { errorWords } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer);';

export default defineRule({
  id: 'depends-on-existing-rows',
  title: 'Depends on existing rows',
  severity: 'warn',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a statement that fails because of the synthetic rows that the tables hold, so that the rows of production decide whether it runs.',
    why: 'It passes on every developer’s machine and stops the deploy where the data is: duplicates under a unique index, orphans under a foreign key, values that a check or a new type refuses.',
    instead:
      'Run the validation query of the plan on production data first, clean up what it finds, and only then add the constraint.',
    references: ['https://www.postgresql.org/docs/current/ddl-constraints.html'],
  },
  examples: {
    bad: [
      {
        title: 'A check that rows may not meet',
        base: [USERS],
        head: [{ up: "ALTER TABLE users ADD CONSTRAINT email_known CHECK (email = 'known@example.org');" }],
        also: ['constraint-validation-blocks'],
      },
    ],
    good: [
      {
        title: 'A check that is not asked of old rows',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD CONSTRAINT age_sane CHECK (age < 200) NOT VALID;' }],
      },
      {
        title: 'A constraint of a new table',
        base: [USERS],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY, name text UNIQUE);' }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const error = errorOfRows(place.statement);
      if (error === null || isRequiredColumn(rehearsal, place)) return [];
      return [
        hitAt(place, {
          object: objectOf(place),
          message: `${code(summaryOf(place))} fails on the synthetic rows; whether it runs in production depends on the rows there: ${errorWords(error)}.`,
          evidence: [errorWords(error)],
          remedy: advice(
            'Run the validation query for this statement on production data first, and clean up what it finds.',
          ),
        }),
      ];
    });
  },
});

/** A required column without a default fails on any row at all; that has a rule of its own. */
function isRequiredColumn(rehearsal: Rehearsal, { statement }: Place): boolean {
  return breaksOf(rehearsal).some(
    ({ place, cause }) => place.statement === statement && cause?.kind === 'required-column',
  );
}
