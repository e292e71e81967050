import { code } from '../lib/code.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { breakEvidence, whatBreaks } from './support/break-words.ts';
import { breaksOf, type Break } from './support/breaks.ts';
import { advice, hitAt } from './support/hit.ts';
import { summaryOf } from './support/place.ts';

const USERS = "CREATE TABLE users (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new');";

export default defineRule({
  id: 'other-break',
  title: 'Running code breaks',
  severity: 'block',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for queries in the shape of the shipped schema that work before a statement and fail, or find fewer rows, after it, where no drop, rename, type change or required column explains it: a default is taken away, row security hides rows, a trigger, rule or constraint refuses writes.',
    why: 'The code that runs today sends such queries until the last old process is gone.',
    instead:
      'Ship code that works on both sides of the change first. For row security, create the policies before it is switched on; for a stricter constraint, clean up what writes the old values.',
    references: ['https://www.postgresql.org/docs/current/ddl-rowsecurity.html'],
  },
  examples: {
    bad: [
      {
        title: 'The default that fills a required column is taken away',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ALTER COLUMN status DROP DEFAULT;' }],
      },
      {
        title: 'Row security without a policy',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ENABLE ROW LEVEL SECURITY;' }],
      },
    ],
    good: [
      {
        title: 'Row security with a policy that lets everybody through',
        base: [USERS],
        head: [
          {
            up: 'CREATE POLICY everybody ON users USING (true) WITH CHECK (true);\nALTER TABLE users ENABLE ROW LEVEL SECURITY;',
          },
        ],
      },
      {
        title: 'Another default',
        base: [USERS],
        head: [{ up: "ALTER TABLE users ALTER COLUMN status SET DEFAULT 'invited';" }],
      },
    ],
  },
  check(rehearsal) {
    return breaksOf(rehearsal).flatMap((broken) => (broken.cause === null ? [toHit(broken)] : []));
  },
});

function toHit(broken: Break): Hit {
  return hitAt(broken.place, {
    object: broken.object,
    message: `After ${code(summaryOf(broken.place))}, queries of the code that runs today no longer work: ${whatBreaks(broken.probes)}.`,
    evidence: breakEvidence(broken),
    remedy: advice(
      `Ship code that works on both sides of the change to ${code(broken.object)} first, and make the change in a later migration.`,
    ),
  });
}
