import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { breakEvidence, whatBreaks } from './support/break-words.ts';
import type { Break } from './support/break.ts';
import { breaksOf } from './support/breaks.ts';
import { differenceOf, type Pair } from './support/difference.ts';
import { advice, hitAt } from './support/hit.ts';
import { summaryOf } from './support/place.ts';
import { distinct } from './support/words.ts';

const USERS = "CREATE TABLE users (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new');";

/** So many tables and answers are named; the others are counted. */
const NAMED = 3;

export default defineRule({
  id: 'other-break',
  title: 'Running code breaks',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
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
    const breaks = breaksOf(rehearsal).filter(({ cause }) => cause === null);
    const secured = breaks.filter(isBySecurity);
    const statements = new Set(secured.map(({ place }) => place.statement));
    return [
      ...[...statements].flatMap((statement) =>
        toSecurityHit(secured.filter(({ place }) => place.statement === statement)),
      ),
      ...breaks.filter((broken) => !isBySecurity(broken)).map(toHit),
    ];
  },
});

/** True when the statement switched row security on for the table. */
function isBySecurity({ place: { statement }, relation }: Break): boolean {
  const secured = ({ before, after }: Pair): boolean =>
    before.kind === 'table' &&
    before.name === relation &&
    before.facts['rowSecurity'] === false &&
    after.facts['rowSecurity'] === true;
  return differenceOf(statement).altered.some(secured);
}

/** One for all tables of the statement: what is to be done is the same. */
function toSecurityHit(breaks: readonly Break[]): Hit[] {
  const [first] = breaks;
  if (first === undefined) return [];
  const tables = breaks.flatMap(({ relation }) => relation ?? []);
  const probes = breaks.flatMap((broken) => broken.probes);
  return [
    hitAt(first.place, {
      object: first.object,
      message: `Row security is switched on for ${listInWords(codes(tables), NAMED)}; for roles that neither own ${tables.length === 1 ? 'the table' : 'the tables'} nor bypass it, ${whatBreaks(probes)}.`,
      evidence: distinct(breaks.flatMap(breakEvidence)).slice(0, NAMED),
      remedy: advice(
        'Create the policies that let the running code through first, then switch row security on. Code that connects as the owner is not affected.',
      ),
    }),
  ];
}

function toHit(broken: Break): Hit {
  return hitAt(broken.place, {
    object: broken.object,
    message: `After ${code(summaryOf(broken.place))}, queries of the code that runs today no longer work: ${consequenceOf(broken)}.`,
    evidence: breakEvidence(broken),
    remedy: advice(
      `Ship code that works on both sides of the change to ${code(broken.object)} first, and make the change in a later migration.`,
    ),
  });
}

/** An insert that relied on a default of the column that the statement changed; else what the queries tell. */
function consequenceOf({ object, relation, probes }: Break): string {
  const isLeftEmpty = probes.every(({ action, error }) => action === 'insert' && error?.code === '23502');
  if (relation === null || object === relation || !isLeftEmpty) return whatBreaks(probes);
  return `inserts into ${code(relation)} that leave out ${code(object.slice(relation.length + 1))} fail`;
}
