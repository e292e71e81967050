import { readFileSync } from 'node:fs';
import { parseBrief } from '../../src/brief/parse-brief.ts';
import type { Backfill } from '../../src/model/backfill.ts';
import type { Brief } from '../../src/model/brief.ts';
import type { Runbook } from '../../src/model/runbook.ts';
import type { SavedRows } from '../../src/model/saves.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import type { Series } from '../../src/model/series.ts';
import type { Statistics } from '../../src/model/statistics.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { buildRunbook } from '../../src/plan/runbook/build-runbook.ts';
import type { RunbookInput } from '../../src/plan/runbook/runbook-input.ts';
import { judge } from '../../src/rules/judge.ts';
import type { withExampleStage } from '../rules/rehearse-example.ts';

type Rehearse = Parameters<Parameters<typeof withExampleStage>[0]>[0];

const SCHEMA = `
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, legacy_flag boolean, bio text, plan int);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total numeric(10, 2));
CREATE VIEW big_orders AS SELECT id FROM orders WHERE id > 100;`;

/** Changes by name; each calls for other parts of a plan. */
const CHANGES = {
  expand: "SET lock_timeout = '2s';\nALTER TABLE users ADD COLUMN phone text;",
  drop: "SET lock_timeout = '2s';\nALTER TABLE users DROP COLUMN legacy_flag;",
  rename: 'ALTER TABLE users RENAME COLUMN email TO email_address;',
  retype: 'ALTER TABLE orders ALTER COLUMN total TYPE integer USING total::integer;',
  'not-null': 'ALTER TABLE orders ALTER COLUMN user_id SET NOT NULL;',
  unique: 'CREATE UNIQUE INDEX users_email_idx ON users (email);',
  concurrent: 'CREATE UNIQUE INDEX CONCURRENTLY users_email_idx ON users (email);',
  failing: 'ALTER TABLE nowhere ADD COLUMN x int;',
  'foreign-key':
    'ALTER TABLE orders ADD CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES users (id);',
  'big-bang':
    'ALTER TABLE users ADD COLUMN bio_text text;\nUPDATE users SET bio_text = bio;\nALTER TABLE users DROP COLUMN bio;',
  backfill: "ALTER TABLE users ADD COLUMN locale text;\nUPDATE users SET locale = 'de';",
  function: 'CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT 2 * n $$;',
  check: 'ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0);',
  'not-valid': 'ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;',
  enumerated:
    "CREATE TYPE mood AS ENUM ('calm', 'busy');\nALTER TABLE users ALTER COLUMN bio TYPE mood USING bio::mood;",
  replaced:
    'CREATE TABLE accounts (id bigint PRIMARY KEY, email text);\nINSERT INTO accounts SELECT id, email FROM users;\nDROP TABLE users;',
  'saved-drop':
    'CREATE TABLE kept AS SELECT id, legacy_flag FROM users;\nALTER TABLE users DROP COLUMN legacy_flag;',
} as const;

export type ChangeName = keyof typeof CHANGES;

export type Extra = Partial<Omit<RunbookInput, 'plan' | 'settings'>> & {
  readonly settings?: Partial<RunbookInput['settings']>;
  /** As for a change for which no query is known. */
  readonly withoutQueries?: true;
  /** As if this had been saved on the engine. */
  readonly saves?: readonly SavedRows[];
};

/** Makes runbooks out of changes that are really run; each change is run once. */
export function runbooks(rehearse: Rehearse): (name: ChangeName, extra?: Extra) => Promise<Runbook> {
  const plans = new Map<ChangeName, RunbookInput['plan']>();
  return async (name, extra = {}) => {
    const known = plans.get(name) ?? (await planOf(name, rehearse));
    plans.set(name, known);
    const { saves = [], ...others } = extra;
    return runbookOf(withSaves(extra.withoutQueries === true ? withoutQueries(known) : known, saves), others);
  };
}

function withSaves(plan: RunbookInput['plan'], saves: readonly SavedRows[]): RunbookInput['plan'] {
  if (plan === null) return null;
  return {
    ...plan,
    projects: plan.projects.map((project) => ({ ...project, rehearsal: { ...project.rehearsal, saves } })),
  };
}

function withoutQueries(plan: RunbookInput['plan']): RunbookInput['plan'] {
  if (plan === null) return null;
  return { ...plan, projects: plan.projects.map((project) => ({ ...project, validation: [] })) };
}

async function planOf(name: ChangeName, rehearse: Rehearse): Promise<RunbookInput['plan']> {
  const example: RuleExample = { title: name, base: [SCHEMA], head: [{ up: CHANGES[name] }] };
  const rehearsal = await rehearse(example);
  const findings = judge(rehearsal, { severities: new Map(), lockTimeoutDefault: null });
  return buildPlan({ base: 'a', head: 'b', notices: [] }, [{ rehearsal, findings }]);
}

/** A runbook without SQL, of a brief alone. */
export function runbookOf(plan: RunbookInput['plan'], { settings, ...extra }: Extra): Runbook {
  return buildRunbook({
    plan,
    brief: null,
    series: [],
    backfills: [],
    statistics: null,
    estimates: [],
    surroundings: null,
    ...extra,
    settings: {
      bakeDays: 7,
      batch: { rows: 1000, pause: 100 },
      metrics: {},
      client: 'psql -X',
      ...settings,
    },
  });
}

export function exampleBrief(name: string): Brief {
  return parseBrief(readFileSync(`examples/briefs/${name}.yml`, 'utf8'), `.holdpoint/briefs/${name}.yml`);
}

/** The brief with some of its text taken out or changed. */
export function brief(text: string): Brief {
  return parseBrief(text, '.holdpoint/briefs/it.yml');
}

/** The migration of every fixture. */
export const PATH = 'migrations/0020_change.sql';
const VERSION = '0020';

export const BACKFILL: Backfill = {
  path: PATH,
  line: 2,
  relation: 'users',
  key: ['id'],
  batch: { rows: 1000, pause: 100 },
  prepare: ['CREATE TABLE holdpoint_progress (last bigint)'],
  procedure: null,
  script: { tool: 'psql', text: 'SELECT 1' },
  progress: 'SELECT 1 AS done, 1 AS total',
  skipped: 'SELECT 0 AS skipped',
  cleanUp: ['DROP TABLE holdpoint_progress'],
  proof: { outcome: 'same', rows: 5000, because: null },
};

export const SAVED: SavedRows = {
  relation: 'users',
  object: 'users.phone',
  what: 'the values of `users.phone`',
  kept: '`kept_users_phone`',
  sql: ['CREATE TABLE kept_users_phone AS SELECT id, phone FROM users'],
  restore: ['UPDATE users SET phone = kept.phone FROM kept_users_phone AS kept'],
  tidy: ['DROP TABLE kept_users_phone'],
  before: 'way-back',
  path: PATH,
  version: VERSION,
};

export const SERIES: Series = {
  path: PATH,
  version: VERSION,
  proved: true,
  faults: [],
  proofs: [],
  checks: [
    {
      title: 'Rows missing in `users.email_address`',
      sql: 'SELECT 0 AS missing',
      expect: '0',
      reason: '`users.email_address` stands for `users.email`',
      transactional: true,
      caught: ['a value of email_address that was not carried over'],
      holdsAfter: ['expand', 'switch'],
    },
    {
      title: 'Differences, range by range of the key',
      sql: 'DO $$ BEGIN END $$',
      expect: 'no error',
      reason: '`users.email_address` stands for `users.email`',
      transactional: false,
      caught: ['two rows that changed their email_address'],
      holdsAfter: ['expand'],
    },
  ],
  draft: {
    title: 'Rename `users.email` to `users.email_address`',
    kind: 'rename-column',
    steps: [
      {
        stage: 'expand',
        name: 'add_email_address',
        title: 'Add `users.email_address`, kept in step by triggers',
        up: ['ALTER TABLE users ADD COLUMN email_address text'],
        down: ['ALTER TABLE users DROP COLUMN email_address'],
        transactional: true,
        codeBefore: null,
        oldCodeWorks: true,
        newCodeWorks: false,
      },
      {
        stage: 'switch',
        name: 'read_email_address',
        title: 'Read `users.email_address`',
        up: [],
        down: [],
        transactional: true,
        codeBefore: 'Code that reads `users.email_address`',
        oldCodeWorks: true,
        newCodeWorks: true,
      },
      {
        stage: 'contract',
        name: 'drop_email',
        title: 'Drop `users.email` and the triggers',
        up: ['ALTER TABLE users DROP COLUMN email'],
        down: ['ALTER TABLE users ADD COLUMN email text'],
        transactional: true,
        codeBefore: null,
        oldCodeWorks: false,
        newCodeWorks: true,
      },
    ],
  },
};

/** Destroys what it drops in the end. */
export const DROPPING: Series = {
  ...SERIES,
  checks: [],
  draft: {
    title: 'Drop `users.legacy_flag`',
    kind: 'drop-column',
    steps: [
      {
        stage: 'contract',
        name: 'drop_legacy_flag',
        title: 'Drop `users.legacy_flag` with what it holds.',
        up: ['ALTER TABLE users DROP COLUMN legacy_flag'],
        down: ['ALTER TABLE users ADD COLUMN legacy_flag boolean'],
        transactional: true,
        codeBefore: 'Code that does without `users.legacy_flag`',
        oldCodeWorks: false,
        newCodeWorks: true,
      },
    ],
  },
};

export const STATISTICS: Statistics = {
  dialect: 'postgres',
  version: '16.4',
  takenAt: '2026-11-20T10:00:00Z',
  tables: [
    { name: 'users', rows: 400_000_000, bytes: 64 * 1024 ** 3, indexes: [{ name: 'users_pkey', bytes: 0 }] },
    { name: 'orders', rows: 20, bytes: 8192, indexes: [] },
  ],
  settings: {},
  replicas: 0,
};
