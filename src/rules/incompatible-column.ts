import { code } from '../lib/code.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { breakEvidence, whatBreaks } from './support/break-words.ts';
import type { Break } from './support/break.ts';
import { breaksOf } from './support/breaks.ts';
import { hitAt, stepByStep } from './support/hit.ts';
import { errorWords } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'incompatible-column',
  title: 'Column that running code does not fill',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a column of a shipped table that becomes required, as a new column or by `SET NOT NULL`, with no default, while queries in the old shape leave it out.',
    why: 'Code that does not know the column cannot fill it: its inserts fail from the moment the change commits. And `ADD COLUMN … NOT NULL` without a default does not even run on a table that holds a row.',
    instead:
      'Add the column with a default, or nullable; ship code that writes it; fill the old rows in batches; make it required in a later change.',
    references: ['https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-ADDING-A-COLUMN'],
  },
  examples: {
    bad: [
      {
        title: 'A new required column without a default',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN tier text NOT NULL;' }],
      },
    ],
    good: [
      {
        title: 'A default fills it for code that does not know it',
        base: [USERS],
        head: [{ up: "ALTER TABLE users ADD COLUMN tier text NOT NULL DEFAULT 'basic';" }],
      },
      {
        title: 'A column that may stay empty',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN tier text;' }],
      },
      {
        title: 'A required column of a new table',
        base: [USERS],
        head: [
          {
            up: 'CREATE TABLE teams (id bigint PRIMARY KEY);\nALTER TABLE teams ADD COLUMN name text NOT NULL;',
          },
        ],
      },
    ],
  },
  check(rehearsal) {
    return breaksOf(rehearsal).flatMap((broken) =>
      broken.cause?.kind === 'required-column' ? [toHit(broken)] : [],
    );
  },
});

function toHit(broken: Break): Hit {
  const { object, relation, place } = broken;
  const { error, dependsOnData } = place.statement.rowsTrial;
  const onRows = dependsOnData && error !== null;
  const table = relation === null ? 'the table' : code(relation);
  const breaks = broken.probes.length > 0 ? whatBreaks(broken.probes) : `inserts into ${table} fail`;
  return hitAt(place, {
    object,
    message: `${code(object)} is required and has no default, and code written for the shipped schema does not fill it: ${breaks}.${onRows ? ` The statement itself fails as soon as ${table} holds a row.` : ''}`,
    evidence: [...(onRows ? [`on a filled table: ${errorWords(error)}`] : []), ...breakEvidence(broken)],
    remedy: stepByStep(
      `Add ${code(object)} with a default, or nullable; ship code that writes it, fill the old rows in batches, and make it required in a later change.`,
    ),
  });
}
