import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { blockingWork, checkedOn, type BlockingWork } from './support/blocking-work.ts';
import { effectEvidence } from './support/effect-evidence.ts';
import { hitAt } from './support/hit.ts';
import { summaryOf } from './support/place.ts';
import { remedyFor } from './support/remedy.ts';
import { whoWaits } from './support/words.ts';

const TABLES =
  'CREATE TABLE customers (id bigint PRIMARY KEY);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric, reference text);';

export default defineRule({
  id: 'constraint-validation-blocks',
  title: 'Constraint validation blocks',
  severity: 'block',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a constraint whose check reads every row of a shipped table under a lock that keeps others out: foreign key, check, unique, primary key, exclusion, NOT NULL, a partition bound, the check of a domain.',
    why: 'Adding the constraint takes its lock first and then reads the table, or builds an index over it. A foreign key keeps writers from both tables; the others keep readers out too. On a large table everything that touches it stands still for minutes.',
    instead:
      'Add a foreign key or check as `NOT VALID` and validate it in a later transaction. For a unique or primary key, build the index concurrently and attach it with `USING INDEX`. For NOT NULL, validate a check `IS NOT NULL` first; `SET NOT NULL` then reads nothing. An exclusion constraint has no online form: plan a window.',
    references: [
      'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
      'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A foreign key between shipped tables',
        base: [TABLES],
        head: [
          {
            up: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);',
          },
        ],
      },
      {
        title: 'A check',
        base: [TABLES],
        head: [{ up: 'ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);' }],
      },
      {
        title: 'A unique constraint that builds its index under the lock',
        base: [TABLES],
        head: [{ up: 'ALTER TABLE orders ADD CONSTRAINT orders_reference_key UNIQUE (reference);' }],
      },
      {
        title: 'NOT NULL on a column that is filled',
        base: [TABLES],
        head: [
          { up: 'ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0, ALTER COLUMN total SET NOT NULL;' },
        ],
        also: ['depends-on-existing-rows'],
      },
    ],
    good: [
      {
        title: 'Added without validation, validated in a later migration',
        base: [TABLES],
        head: [
          {
            up: 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;',
          },
          { up: 'ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;' },
        ],
      },
      {
        title: 'NOT NULL that a validated check proves',
        base: [`${TABLES}\nALTER TABLE orders ADD CONSTRAINT total_given CHECK (total IS NOT NULL);`],
        head: [
          { up: 'ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0, ALTER COLUMN total SET NOT NULL;' },
        ],
      },
      {
        title: 'Constraints of a table that the same change creates',
        base: [TABLES],
        head: [
          {
            up: 'CREATE TABLE refunds (id bigint, total numeric);\nALTER TABLE refunds ADD PRIMARY KEY (id);\nALTER TABLE refunds ADD CHECK (total > 0);',
          },
        ],
      },
    ],
  },
  growsWithTable: true,
  check(rehearsal) {
    return blockingWork(rehearsal, 'constraint').map(toHit);
  },
});

function toHit({ place, effects }: BlockingWork): Hit {
  const relations = effects.map(({ relation }) => relation);
  const checked = checkedOn(place.statement, ...relations);
  const buildsIndex = effects.some(({ work }) => work === 'index-build');
  const what = checked.length > 0 ? `Checking ${listInWords(codes(checked))}` : code(summaryOf(place));
  const how = buildsIndex ? 'builds an index over all of' : 'reads every row of';
  return hitAt(place, {
    object: checked[0] ?? relations[0] ?? '',
    message: `${what} ${how} ${listInWords(codes(relations))}; until it is done, ${whoWaits(effects)}. The time grows with the table.`,
    evidence: effectEvidence(effects),
    remedy: remedyFor(place, buildsIndex ? INDEX_FIRST : VALIDATE_LATER),
  });
}

const INDEX_FIRST =
  'Build the index concurrently, in a migration of its own, and attach it to the constraint with USING INDEX.';
const VALIDATE_LATER =
  'Split the step: add the constraint without validating it, commit, and validate it in a migration of its own.';
