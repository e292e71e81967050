import { countOf } from '../lib/count-of.ts';
import type { Rehearsal, RehearsedMigration, Trial } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { failsOnTheWay } from './support/failing.ts';
import { advice, hitMigration } from './support/hit.ts';
import { destroyedObjects, provenWayBack, shortfallOf } from './support/way-back.ts';
import { errorWords } from './support/words.ts';

const USERS = "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL DEFAULT 'none');";

export default defineRule({
  id: 'down-file-does-not-restore',
  title: 'Down file does not restore',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Runs the down file after the migration and compares the schema and the rows with what was there before.',
    why: 'A down file is needed when something has already gone wrong. One that fails, is empty, or forgets a default, an index or a privilege makes a second incident out of the first.',
    instead:
      'Take over the rollback that Holdpoint generated and ran, or complete the down file until nothing differs.',
    references: ['https://www.postgresql.org/docs/current/ddl-alter.html'],
  },
  examples: {
    bad: [
      {
        title: 'The default is forgotten',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users ALTER COLUMN email DROP NOT NULL, ALTER COLUMN email DROP DEFAULT;',
            down: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;',
          },
        ],
      },
      {
        title: 'It fails',
        base: [USERS],
        head: [
          { up: 'ALTER TABLE users ADD COLUMN phone text;', down: 'ALTER TABLE users DROP COLUMN fone;' },
        ],
      },
      {
        title: 'It is empty',
        base: [USERS],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', down: '-- nothing to do\n' }],
      },
    ],
    good: [
      {
        title: 'Everything is as it was',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users ADD COLUMN phone text;\nCREATE INDEX users_phone_idx ON users (phone);',
            down: 'ALTER TABLE users DROP COLUMN phone;',
          },
        ],
      },
      {
        title: 'Nothing to take back',
        base: [USERS],
        head: [{ up: 'ANALYZE users;', down: '-- nothing to do\n' }],
      },
    ],
  },
  check(rehearsal) {
    return rehearsal.migrations.flatMap((migration, at) => {
      if (migration.down === null || failsOnTheWay(migration)) return [];
      return hitsOf(rehearsal, migration, migration.down, at);
    });
  },
});

function hitsOf(rehearsal: Rehearsal, migration: RehearsedMigration, down: Trial, at: number): Hit[] {
  const faults = faultsOf(rehearsal, migration, down);
  if (faults.length === 0) return [];
  const { name, down: file, path } = migration.change.migration;
  return [
    hitMigration(
      at,
      migration,
      {
        object: name,
        message: `${messageOf(down, faults)}: ${faults[0] ?? ''}`,
        evidence: faults,
        remedy: remedyOf(migration),
      },
      file?.path ?? path,
    ),
  ];
}

function messageOf({ outcome, sql }: Trial, faults: readonly string[]): string {
  if (outcome === 'failed') return 'The down file was run after the migration and fails';
  if (outcome === 'untried') return 'The down file could not be tried';
  const fault = sql.length === 0 ? 'holds no statement' : 'does not restore the schema';
  return `The down file ${fault}; ${countOf(faults.length, 'thing')} differ${faults.length === 1 ? 's' : ''}`;
}

/** Sentences; what no down file could bring back is left out. */
function faultsOf(rehearsal: Rehearsal, { rollback }: RehearsedMigration, down: Trial): string[] {
  if (down.outcome === 'failed') return [down.error === null ? (down.reason ?? '') : errorWords(down.error)];
  if (down.outcome === 'untried')
    return rehearsal.engine === null ? [] : [down.reason ?? 'no reason is known'];
  const told = destroyedObjects(rehearsal);
  const best = shortfallOf(rollback, told);
  const { lost, left } = shortfallOf(down, told);
  const unavoidable = new Set([...best.lost, ...best.left]);
  return [...left, ...lost].filter((fault) => !unavoidable.has(fault));
}

function remedyOf({ rollback }: RehearsedMigration): Hit['remedy'] {
  if (rollback.outcome !== 'restored') {
    return advice('Complete the down file until nothing differs.');
  }
  return provenWayBack(rollback);
}
