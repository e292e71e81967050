import { NO_DECISIONS } from '../../src/model/decisions.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { decide } from '../../src/verdict/decide.ts';
import { docketOf } from '../../src/verdict/docket-of.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import {
  added,
  effect,
  engineError,
  finding,
  FOLDER,
  migration,
  object,
  catalog,
  rehearsal,
  rehearsed,
  SHIPPED,
  statement,
  trial,
  validation,
} from './fixture-builder.ts';

/** A change as it comes: a safe column, a blocking index, a dropped column with a wrong down file, an edited migration. */
export function realisticChange(): { readonly plan: Plan; readonly verdict: Verdict } {
  const plan = buildPlan({ base: 'a1b2c3d', head: 'e4f5a6b', notices: [] }, [
    { rehearsal: rehearsal([EMAIL, INDEX, DROP], { notRun: [EDITED] }), findings: FINDINGS },
  ]);
  return { plan, verdict: decide(docketOf(plan), NO_DECISIONS) };
}

const EMAIL = rehearsed(
  [
    statement({ sql: "SET lock_timeout = '5s'", line: 1, effects: [], phase: 'neutral', changes: [] }),
    statement({ line: 3 }),
  ],
  { change: added('0002_email.sql') },
);

const INDEX = rehearsed(
  [
    statement({
      sql: 'CREATE UNIQUE INDEX users_email_idx ON users (email)',
      summary: 'CREATE UNIQUE INDEX users_email_idx ON users',
      line: 1,
      changes: [
        {
          kind: 'create-index',
          object: 'users_email_idx',
          relation: 'users',
          index: 'users_email_idx',
          unique: true,
          concurrently: false,
        },
      ],
      effects: [
        effect({
          lock: 'ShareLock',
          blocks: 'writes',
          work: 'index-build',
          evidence: 'new index users_email_idx',
        }),
      ],
      blocking: true,
    }),
  ],
  {
    change: added('0003_email_index.sql'),
    rollback: trial({ sql: ['DROP INDEX users_email_idx'] }),
    validation: [
      validation({
        title: 'Values of users.email that occur more than once',
        sql: 'SELECT count(*)\nFROM (SELECT email FROM users GROUP BY email HAVING count(*) > 1) AS doubles',
        path: `${FOLDER}/0003_email_index.sql`,
        line: 1,
      }),
      validation({
        when: 'after',
        title: 'Indexes of users that are invalid',
        sql: "SELECT count(*) FROM pg_index WHERE indrelid = 'users'::regclass AND NOT indisvalid",
      }),
    ],
  },
);

const DROP = rehearsed(
  [
    statement({
      sql: 'ALTER TABLE users DROP COLUMN legacy',
      line: 1,
      changes: [
        { kind: 'drop-column', object: 'users.legacy', relation: 'users', column: 'legacy', cascade: false },
      ],
      phase: 'contract',
      backwardCompatible: false,
      broken: [
        {
          relation: 'users',
          action: 'read',
          sql: 'SELECT id, legacy FROM users LIMIT 1',
          error: engineError('column "legacy" does not exist'),
          breaks: 'reads of users.legacy fail',
          fails: 'shape',
        },
      ],
      dataLoss: [{ kind: 'column', object: 'users.legacy', rows: 3 }],
      after: catalog(
        ...[...SHIPPED.values()].filter(({ name }) => name !== 'users.legacy'),
        object('column', 'users.email', 'users'),
      ),
    }),
  ],
  {
    change: added('0004_drop_legacy.sql', {
      down: { path: `${FOLDER}/0004_drop_legacy.down.sql`, text: '', defect: null },
    }),
    rollback: trial({
      outcome: 'data-lost',
      sql: [
        "ALTER TABLE users ADD COLUMN legacy text DEFAULT 'none'",
        "COMMENT ON COLUMN users.legacy IS 'old key'",
      ],
      drift: [
        {
          kind: 'changed',
          objectKind: 'column',
          object: 'users.legacy',
          fact: 'position',
          before: 2,
          after: 3,
          weight: 'cosmetic',
          text: 'Column users.legacy comes back as column 3 instead of 2.',
        },
      ],
      lost: [{ kind: 'column', object: 'users.legacy', rows: 3 }],
    }),
    down: trial({
      outcome: 'differs',
      sql: ['ALTER TABLE users ADD COLUMN legacy text'],
      drift: [
        {
          kind: 'changed',
          objectKind: 'column',
          object: 'users.legacy',
          fact: 'default',
          before: "'none'::text",
          after: null,
          weight: 'real',
          text: "Column users.legacy comes back without its default 'none'.",
        },
      ],
    }),
  },
);

const EDITED = {
  status: 'edited',
  migration: migration('0001_users.sql'),
  was: migration('0001_users.sql'),
} as const;

const FINDINGS = [
  finding({ version: '0003', path: `${FOLDER}/0003_email_index.sql`, line: 1, endLine: 1 }),
  finding({
    rule: 'drop-in-use',
    version: '0004',
    path: `${FOLDER}/0004_drop_legacy.sql`,
    line: 1,
    endLine: 1,
    object: 'users.legacy',
    message: 'Dropping users.legacy breaks code that still reads it: reads of users.legacy fail.',
    evidence: ['column "legacy" does not exist'],
    remedy: {
      text: 'Deploy code that no longer uses users.legacy first, then drop it in a later change.',
      sql: [],
      rehearsed: false,
    },
  }),
  finding({
    rule: 'down-file-does-not-restore',
    severity: 'warn',
    version: '0004',
    path: `${FOLDER}/0004_drop_legacy.down.sql`,
    line: 1,
    endLine: 1,
    statement: null,
    object: 'users.legacy',
    message: "The down file leaves users.legacy without its default 'none'.",
    evidence: [],
    remedy: {
      text: 'Use the rollback that was run instead.',
      sql: ["ALTER TABLE users ADD COLUMN legacy text DEFAULT 'none'"],
      rehearsed: true,
    },
  }),
];
