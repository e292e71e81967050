import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { defineRule } from '../model/rule.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf } from './support/place.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'rows-destroyed',
  title: 'Rows destroyed',
  severity: 'block',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for rows of a shipped table that are there before a statement and gone after it.',
    why: 'Deleted rows cannot be brought back by a rollback, and the code that runs today may still need them. `TRUNCATE … CASCADE` and cascading foreign keys also empty tables that the statement does not name.',
    instead:
      'Copy the rows to an archive table first, delete them in batches in a later change, and take a backup before that.',
    references: [
      'https://www.postgresql.org/docs/current/sql-truncate.html',
      'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    ],
  },
  examples: {
    bad: [{ title: 'A table is emptied', base: [USERS], head: [{ up: 'TRUNCATE users;' }] }],
    good: [
      {
        title: 'A table that the same change filled',
        base: [USERS],
        head: [{ up: 'CREATE TABLE scratch AS SELECT 1 AS one;\nTRUNCATE scratch;' }],
      },
      {
        title: 'A filter that leaves the rows alone',
        base: [USERS],
        head: [{ up: 'DELETE FROM users WHERE id = -1;' }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) =>
      place.statement.dataLoss
        .filter(({ kind }) => kind === 'rows')
        .map(({ object, rows }) =>
          hitAt(place, {
            object,
            message: `Rows of ${code(object)} are deleted, and no rollback brings them back.`,
            evidence: [`${countOf(rows, 'synthetic row')} of ${code(object)} gone after the statement`],
            remedy: advice(
              `Copy the rows of ${code(object)} to an archive table first, and delete them in batches in a later change.`,
            ),
          }),
        ),
    );
  },
});
