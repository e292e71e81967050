import { countOf } from '../lib/count-of.ts';
import type { Rehearsal, RehearsedMigration } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { failsOnTheWay } from './support/failing.ts';
import { advice, hitMigration } from './support/hit.ts';
import { destroyedObjects, shortfallOf } from './support/way-back.ts';

const SETTINGS = 'CREATE TABLE settings (key text PRIMARY KEY, value text);';

export default defineRule({
  id: 'rollback-differs',
  title: 'Rollback differs',
  severity: 'warn',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a migration whose generated rollback was run and leaves something other than it was: a difference of the schema, or rows that the migration added.',
    why: 'After a rollback, the schema is expected to be what the old code and the next migration know. What differs stays unnoticed until it matters.',
    instead:
      'Read the differences and decide: write a down file that puts them right, or accept them in the plan.',
    references: ['https://www.postgresql.org/docs/current/ddl-alter.html'],
  },
  examples: {
    bad: [
      {
        title: 'A row that the way back cannot know',
        base: [SETTINGS],
        head: [{ up: "INSERT INTO settings VALUES ('holdpoint', 'on');" }],
      },
    ],
    good: [
      {
        title: 'A new table, which goes with its rows',
        base: [SETTINGS],
        head: [
          {
            up: "CREATE TABLE plans (id bigint PRIMARY KEY, name text);\nINSERT INTO plans VALUES (1, 'free');",
          },
        ],
      },
      {
        title: 'A default that comes back as it was',
        base: [SETTINGS],
        head: [{ up: "ALTER TABLE settings ALTER COLUMN value SET DEFAULT 'off';" }],
      },
    ],
  },
  check(rehearsal) {
    return rehearsal.migrations.flatMap((migration, at) =>
      failsOnTheWay(migration) ? [] : hitsOf(rehearsal, migration, at),
    );
  },
});

function hitsOf(rehearsal: Rehearsal, migration: RehearsedMigration, at: number): Hit[] {
  const { left } = shortfallOf(migration.rollback, destroyedObjects(rehearsal));
  if (left.length === 0) return [];
  return [
    hitMigration(at, migration, {
      object: migration.change.migration.name,
      message: `The way back of this migration was run and leaves ${countOf(left.length, 'difference')}: ${left[0] ?? ''}`,
      evidence: left,
      remedy: advice('Write a down file that puts the differences right, or accept them in the plan.'),
    }),
  ];
}
