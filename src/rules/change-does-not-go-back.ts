import { countOf } from '../lib/count-of.ts';
import type { Rehearsal, Trial } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { failsOnTheWay } from './support/failing.ts';
import { advice, hitMigration } from './support/hit.ts';
import { destroyedObjects, shortfallOf } from './support/way-back.ts';
import { distinct, errorWords } from './support/words.ts';

const SETTINGS = 'CREATE TABLE settings (key text PRIMARY KEY, value text NOT NULL);';
const RELAX = 'ALTER TABLE settings ALTER COLUMN value DROP NOT NULL;';

export default defineRule({
  id: 'change-does-not-go-back',
  title: 'Change does not go back as a whole',
  severity: 'warn',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Takes all migrations of the change back, the last one first, from the state in which they leave the database: once with the generated rollbacks, once with the down files. Looks for what only comes up then, because each of them goes back by itself.',
    why: 'A release is rolled back as a whole. A way back that is tried right after its own migration says nothing of what later migrations have left behind by then.',
    instead:
      'Let the later migration take back what it leaves, such as rows, before the earlier one is taken back.',
    references: ['https://www.postgresql.org/docs/current/ddl-alter.html'],
  },
  examples: {
    bad: [
      {
        title: 'A row of the second migration stands against the way back of the first',
        base: [SETTINGS],
        head: [
          { up: RELAX, down: 'ALTER TABLE settings ALTER COLUMN value SET NOT NULL;' },
          { up: "INSERT INTO settings VALUES ('theme', NULL);", down: 'SELECT 1;' },
        ],
        also: ['rollback-differs'],
      },
    ],
    good: [
      {
        title: 'One migration, which has nobody to stand in its way',
        base: [SETTINGS],
        head: [{ up: RELAX, down: 'ALTER TABLE settings ALTER COLUMN value SET NOT NULL;' }],
      },
      {
        title: 'The second way back removes the row',
        base: [SETTINGS],
        head: [
          { up: RELAX, down: 'ALTER TABLE settings ALTER COLUMN value SET NOT NULL;' },
          {
            up: "CREATE TABLE themes (id bigint PRIMARY KEY, name text);\nINSERT INTO themes VALUES (1, 'dark');",
            down: 'DROP TABLE themes;',
          },
        ],
      },
    ],
  },
  check(rehearsal) {
    const { migrations, rollback, downTogether = null } = rehearsal;
    if (migrations.length < 2 || migrations.some(failsOnTheWay)) return [];
    const rollbacks = migrations.map((migration) => migration.rollback);
    const downs = migrations.flatMap(({ down }) => (down === null ? [] : [down]));
    const byDownFiles = hitsOf(rehearsal, 'down files', downTogether, downs);
    return byDownFiles.length > 0
      ? byDownFiles
      : hitsOf(rehearsal, 'generated rollbacks', rollback, rollbacks);
  },
});

/** What the ways back leave wrong together and none of them by itself. */
function hitsOf(
  rehearsal: Rehearsal,
  what: 'down files' | 'generated rollbacks',
  whole: Trial | null,
  singly: readonly Trial[],
): Hit[] {
  const faults = whole === null ? [] : faultsOf(rehearsal, whole, singly);
  const at = rehearsal.migrations.length - 1;
  const last = rehearsal.migrations[at];
  if (last === undefined || whole === null || faults.length === 0) return [];
  const { migration } = last.change;
  const outcome = whole.outcome === 'failed' ? 'fail' : `leave ${countOf(faults.length, 'difference')}`;
  return [
    hitMigration(
      at,
      last,
      {
        object: migration.name,
        message: `The ${what} of this change were run together, the last one first, and ${outcome}: ${faults[0] ?? ''} Each of them works right after its own migration.`,
        evidence: faults,
        remedy: advice('Let the later way back take away what stands against the earlier one.'),
      },
      what === 'down files' ? (migration.down?.path ?? migration.path) : migration.path,
    ),
  ];
}

function faultsOf(rehearsal: Rehearsal, whole: Trial, singly: readonly Trial[]): readonly string[] {
  if (whole.outcome === 'untried') return [];
  if (whole.outcome === 'failed')
    return [whole.error === null ? (whole.reason ?? '') : `${errorWords(whole.error)}.`];
  const told = destroyedObjects(rehearsal);
  const faults = (trial: Trial): string[] => {
    const { lost, left } = shortfallOf(trial, told);
    return [...left, ...lost];
  };
  const known = new Set(singly.flatMap(faults));
  return distinct(faults(whole)).filter((fault) => !known.has(fault));
}
