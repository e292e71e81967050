import type { RunbookPhase } from '../../../src/model/runbook.ts';
import { estimate, sql, step } from './pieces.ts';

const ADD = `SET lock_timeout = '2s';
ALTER TABLE users ADD COLUMN email_address text;`;

const TRIGGER = `CREATE FUNCTION users_keep_email_equal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.email IS DISTINCT FROM OLD.email THEN
    NEW.email_address := COALESCE(NEW.email, NEW.email_address);
  ELSE
    NEW.email := NEW.email_address;
  END IF;
  NEW.email := COALESCE(NEW.email, NEW.email_address);
  RETURN NEW;
END $$;
CREATE TRIGGER users_keep_email_equal BEFORE INSERT OR UPDATE ON users
  FOR EACH ROW EXECUTE FUNCTION users_keep_email_equal();`;

const WALK = `CREATE PROCEDURE backfill_users_email(batch integer, pause double precision)
LANGUAGE plpgsql AS $$
DECLARE
  last bigint;
  upto bigint;
BEGIN
  SELECT cursor INTO last FROM backfill_progress WHERE name = 'users_email';
  LOOP
    SELECT max(id) INTO upto FROM (
      SELECT id FROM users WHERE id > last ORDER BY id LIMIT batch) AS page;
    EXIT WHEN upto IS NULL;
    UPDATE users SET email_address = email
     WHERE id > last AND id <= upto AND email_address IS DISTINCT FROM email;
    UPDATE backfill_progress SET cursor = upto WHERE name = 'users_email';
    COMMIT;
    last := upto;
    PERFORM pg_sleep(pause);
  END LOOP;
END $$`;

export const RENAME_PHASES: readonly RunbookPhase[] = [
  {
    stage: 'expand',
    code: 'The code that runs today; a trigger writes both columns.',
    what: 'The new column exists beside the old one and receives every write.',
    delivery: 'this pull request',
    steps: [
      step('Add `users.email_address`', {
        place: '0041_add_email_address.sql:1',
        script: sql(ADD),
        blocks: 'reads-and-writes',
        estimate: estimate(),
        check: 'The column is there and null.',
      }),
      step('Keep both columns equal', {
        place: '0041_add_email_address.sql:3',
        script: sql(TRIGGER),
        blocks: 'writes',
        estimate: estimate(),
        check: 'Change one address and see both columns change.',
      }),
      step('Build the unique index beside the traffic', {
        place: '0041_add_email_address.sql:18',
        script: sql('CREATE UNIQUE INDEX CONCURRENTLY users_email_address_key ON users (email_address);', {
          how: 'psql -d shop; outside of a transaction',
          witness: 'Effects by the manual; the index was built here on 40 synthetic rows.',
        }),
        blocks: 'schema-changes',
        estimate: estimate({ seconds: 95, class: 'minutes', disk: 214_958_080, lag: 12 }),
        check: '`indisvalid` is true.',
      }),
    ],
    backfills: [],
    gate: {
      decides: '@jane',
      go: [
        'Both columns are equal in every row written since the trigger.',
        'Error rate below 0.1 % for 24 hours.',
      ],
      rollback: ['Any write of `users` fails because of the trigger.'],
    },
  },
  {
    stage: 'migrate',
    code: 'Unchanged.',
    what: 'The rows from before the trigger are copied in batches.',
    delivery: 'this pull request',
    steps: [
      step('Run the backfill', {
        check: 'Done equals total, no row was skipped.',
        estimate: estimate({ seconds: 9_625, class: 'hours', lag: 3 }),
      }),
    ],
    backfills: [
      {
        path: '0042_backfill.sql',
        line: 3,
        relation: 'users',
        key: ['id'],
        batch: { rows: 1000, pause: 100 },
        prepare: [
          'CREATE TABLE backfill_progress (name text PRIMARY KEY, cursor bigint NOT NULL)',
          "INSERT INTO backfill_progress VALUES ('users_email', 0)",
          'CREATE TABLE backfill_skipped (id bigint PRIMARY KEY, error text NOT NULL)',
        ],
        procedure: [WALK, 'CALL backfill_users_email(1000, 0.1)'],
        script: {
          tool: 'psql',
          text: "SELECT 'go' AS state \\gset\n\\while :'state' = 'go'\n  SELECT backfill_users_email_batch(1000) AS state \\gset\n  SELECT pg_sleep(0.1);\n\\endwhile",
        },
        progress:
          "SELECT (SELECT count(*) FROM users WHERE id <= cursor) AS done,\n       (SELECT count(*) FROM users) AS total\n  FROM backfill_progress\n WHERE name = 'users_email';",
        skipped: 'SELECT id, error FROM backfill_skipped ORDER BY id;',
        cleanUp: ['DROP PROCEDURE backfill_users_email', 'DROP TABLE backfill_progress, backfill_skipped'],
        proof: { outcome: 'same', rows: 5000, because: null },
      },
    ],
    gate: {
      decides: '@jane',
      go: ['0 rows differ.', '100 random rows match.'],
      rollback: ['More than 10 rows are skipped.', 'Standby lag above 60 seconds.'],
    },
  },
  {
    stage: 'switch',
    code: 'Reads `email_address`, still writes both.',
    what: 'The new column is read everywhere; the trigger stays as a safety net.',
    delivery: 'code only',
    steps: [
      step('Deploy with `READ_EMAIL_ADDRESS=1`', { check: 'Smoke tests pass.' }),
      step('Replace the view `active_users`', {
        place: '0042_backfill.sql:9',
        script: sql(
          'CREATE OR REPLACE VIEW active_users AS\n  SELECT id, email_address AS email, name FROM users WHERE deleted_at IS NULL;',
        ),
        blocks: 'reads-and-writes',
        estimate: estimate({ relation: 'active_users', rows: null, bytes: null }),
      }),
    ],
    backfills: [],
    gate: {
      decides: '@jane',
      go: ['No read of `email` in the query log for 10 days.'],
      rollback: ['p95 latency of `/api/account` above 500 ms.'],
    },
  },
  {
    stage: 'contract',
    code: 'Writes only `email_address`.',
    what: 'The trigger and the old column are dropped.',
    delivery: 'the next pull request',
    steps: [
      step('Drop the trigger', {
        place: '0043_drop_email.sql:1',
        script: sql('DROP TRIGGER users_keep_email_equal ON users;\nDROP FUNCTION users_keep_email_equal();'),
        blocks: 'reads-and-writes',
        estimate: estimate(),
      }),
      step('Drop `users.email`', {
        place: '0043_drop_email.sql:3',
        script: sql("SET lock_timeout = '2s';\nALTER TABLE users DROP COLUMN email;", {
          witness: 'Ran on `pglite 18.6`: 40 synthetic values are gone afterwards.',
        }),
        blocks: 'reads-and-writes',
        estimate: estimate({
          seconds: null,
          class: 'unknown',
          disk: null,
          query:
            "SELECT reltuples::bigint, pg_table_size(oid)\n  FROM pg_class\n WHERE oid = 'users'::regclass;",
        }),
      }),
    ],
    backfills: [],
    gate: { decides: null, go: [], rollback: [] },
  },
];
