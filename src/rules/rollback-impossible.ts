import type { Rehearsal, RehearsedMigration, Trial } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { failsOnTheWay } from './support/failing.ts';
import { advice, hitMigration } from './support/hit.ts';
import { destroyedObjects, shortfallOf } from './support/way-back.ts';
import { errorWords } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'rollback-impossible',
  title: 'Rollback impossible',
  severity: 'warn',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a migration with no way back: the generated rollback was run and fails, or old values do not come back. Tables, columns and rows that a statement destroys are reported at that statement and not again here.',
    why: 'When something goes wrong after such a migration, the only ways out are a fix forward or a backup.',
    instead:
      'Keep the old values until nobody needs them: write the new ones to a new column, or copy the old ones to an archive table first. Take a snapshot before the migration, and plan a window with a decision point.',
    references: ['https://www.postgresql.org/docs/current/backup.html'],
  },
  examples: {
    bad: [
      {
        title: 'Old values are overwritten',
        base: [USERS],
        head: [{ up: 'UPDATE users SET email = lower(email) || id;' }],
        also: ['unbatched-data-change'],
      },
    ],
    good: [
      {
        title: 'Everything comes back',
        base: [USERS],
        head: [{ up: "ALTER TABLE users ALTER COLUMN email SET DEFAULT 'none';" }],
      },
      {
        title: 'A new column holds the new values',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN mail text;' }],
      },
    ],
  },
  check(rehearsal) {
    if (rehearsal.engine === null) return [];
    return rehearsal.migrations.flatMap((migration, at) =>
      failsOnTheWay(migration) ? [] : hitsOf(rehearsal, migration, at),
    );
  },
});

function hitsOf(rehearsal: Rehearsal, migration: RehearsedMigration, at: number): Hit[] {
  const { rollback } = migration;
  const evidence = obstaclesOf(rollback, destroyedObjects(rehearsal));
  if (evidence.length === 0) return [];
  const object = migration.change.migration.name;
  return [
    hitMigration(at, migration, {
      object,
      message: `${messageOf(rollback)}: ${evidence[0] ?? ''}`,
      evidence,
      remedy: advice(
        'Keep the old values until nobody needs them, or take a snapshot right before this migration and plan a point of no return.',
      ),
    }),
  ];
}

function messageOf({ outcome }: Trial): string {
  if (outcome === 'failed') return 'The way back of this migration was run and fails';
  if (outcome === 'untried') return 'The way back of this migration could not be tried';
  return 'The way back of this migration does not bring everything back';
}

function obstaclesOf(trial: Trial, told: ReadonlySet<string>): readonly string[] {
  if (trial.outcome === 'failed')
    return [trial.error === null ? (trial.reason ?? '') : errorWords(trial.error)];
  if (trial.outcome === 'untried') return [trial.reason ?? 'no reason is known'];
  return shortfallOf(trial, told).lost;
}
