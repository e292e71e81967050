import { code } from '../lib/code.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { breakEvidence, whatBreaks } from './support/break-words.ts';
import type { Break } from './support/break.ts';
import { breaksOf } from './support/breaks.ts';
import { advice, hitAt } from './support/hit.ts';

const TABLES =
  'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state text);';

export default defineRule({
  id: 'constraint-refuses-writes',
  title: 'New constraint refuses writes',
  severity: 'note',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a new constraint, or a shipped column that becomes required, that refuses queries which the shipped schema takes.',
    why: 'The constraint holds for the code that runs today as well, also one that is `NOT VALID`. Whether that code ever writes what is refused, only its authors know.',
    instead: 'Make sure that the code that runs today keeps to the constraint; its writes fail otherwise.',
    references: ['https://www.postgresql.org/docs/current/ddl-constraints.html'],
  },
  examples: {
    bad: [
      {
        title: 'A column that may no longer be left out',
        base: [TABLES],
        head: [{ up: 'ALTER TABLE orders ADD CONSTRAINT state_given CHECK (state IS NOT NULL) NOT VALID;' }],
      },
    ],
    good: [
      {
        title: 'A constraint of a new column',
        base: [TABLES],
        head: [{ up: 'ALTER TABLE orders ADD COLUMN total numeric CHECK (total >= 0);' }],
      },
      {
        title: 'A constraint that says what held already',
        base: [TABLES],
        head: [{ up: 'ALTER TABLE orders ADD CONSTRAINT id_given CHECK (id IS NOT NULL) NOT VALID;' }],
      },
    ],
  },
  check(rehearsal) {
    return breaksOf(rehearsal).flatMap((broken) =>
      broken.cause?.kind === 'stricter' ? [toHit(broken)] : [],
    );
  },
});

function toHit(broken: Break): Hit {
  const { object, place } = broken;
  return hitAt(place, {
    object,
    message: `${code(object)} refuses what the shipped schema takes: ${whatBreaks(broken.probes)} in the rehearsal. Whether code that runs today writes such rows, its authors know.`,
    evidence: breakEvidence(broken),
    remedy: advice(
      `Make sure that the code that runs today keeps to ${code(object)} before this change ships.`,
    ),
  });
}
