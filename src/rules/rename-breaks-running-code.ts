import { code } from '../lib/code.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { breakEvidence, whatBreaks } from './support/break-words.ts';
import type { Break } from './support/break.ts';
import { breaksOf } from './support/breaks.ts';
import type { Cause } from './support/cause.ts';
import { advice, hitAt, stepByStep } from './support/hit.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, mail text);';

export default defineRule({
  id: 'rename-breaks-running-code',
  title: 'Rename breaks running code',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a shipped table, view, column, sequence, function, schema or enumerated value that gets another name, with nothing under the old name when the transaction commits.',
    why: 'No deploy switches code and schema at the same instant: until the last old process is gone, its queries use the old name and fail; and after a rollback of the code they fail again.',
    instead:
      'Add the new name beside the old one: a new column that both are written to, or, for a table, a view with the old name in the same transaction. Move the readers, bake, and take the old name away in a later change.',
    references: [
      'https://www.postgresql.org/docs/current/sql-altertable.html',
      'https://martinfowler.com/bliki/ParallelChange.html',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A column',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users RENAME COLUMN mail TO email;' }],
      },
      { title: 'A table', base: [USERS], head: [{ up: 'ALTER TABLE users RENAME TO people;' }] },
      {
        title: 'A value of an enumerated type',
        base: [
          "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE TABLE days (id bigint PRIMARY KEY, mood mood);",
        ],
        head: [{ up: "ALTER TYPE mood RENAME VALUE 'bad' TO 'poor';" }],
      },
    ],
    good: [
      {
        title: 'A view keeps the old name of the table alive',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users RENAME TO people;\nCREATE VIEW users AS SELECT id, mail FROM people;',
          },
        ],
      },
      {
        title: 'A column of a table that the same change creates',
        base: [USERS],
        head: [
          {
            up: 'CREATE TABLE badges (id bigint PRIMARY KEY, labl text);\nALTER TABLE badges RENAME COLUMN labl TO label;',
          },
        ],
      },
      {
        title: 'An index, which no query names',
        base: [`${USERS}\nCREATE INDEX users_mail ON users (mail);`],
        head: [{ up: 'ALTER INDEX users_mail RENAME TO users_mail_idx;' }],
      },
    ],
  },
  check(rehearsal) {
    return breaksOf(rehearsal).flatMap((broken) =>
      broken.cause?.kind === 'rename' ? [toHit(broken, broken.cause)] : [],
    );
  },
});

function toHit(broken: Break, cause: Cause): Hit {
  const breaks = whatBreaks(broken.probes);
  const consequence = breaks === '' ? 'queries that use the old name fail' : breaks;
  const { kind } = cause.object;
  const advise = kind === 'table' || kind === 'column' ? stepByStep : advice;
  return hitAt(broken.place, {
    object: cause.object.name,
    message: `${code(cause.name)} becomes ${code(cause.to ?? '')} while code written for the shipped schema still runs: ${consequence}.`,
    evidence: breakEvidence(broken),
    remedy: advise(remedyWords(cause)),
  });
}

function remedyWords({ object, name, to }: Cause): string {
  const [was, is] = [code(name), code(to ?? '')];
  if (object.kind === 'table')
    return `Create a view ${was} over ${is} in the same transaction, or keep the name; drop the view when no code uses it.`;
  if (object.kind === 'column')
    return `Add ${is} beside ${was}, write to both, fill it in batches, move the readers, and drop ${was} in a later change.`;
  return `Add ${is} beside ${was}, move the code over, and take ${was} away in a later change.`;
}
