import type { PeerMistake } from '../peer-mistake.ts';

const USERS =
  'CREATE TABLE users (id bigint PRIMARY KEY, email text, name varchar(100), paid numeric(10,2), team_id bigint);';
const TEAMS = 'CREATE TABLE teams (id bigint PRIMARY KEY);';
const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer, placed_at date);';
const EVENTS =
  "CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);\nCREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');";

/** Each kind of statement that squawk says nothing about, and what we say. */
const SILENT: readonly [sql: string, base: string, ...findings: string[]][] = [
  [
    'ALTER TABLE users ADD COLUMN mail text;\nUPDATE users SET mail = email;',
    USERS,
    'lock-held-during-data-work users',
    'unbatched-data-change users',
  ],
  [
    'DO $$ BEGIN ALTER TABLE users ALTER COLUMN team_id TYPE integer; END $$;',
    USERS,
    'table-rewrite-blocks users',
  ],
  ['VACUUM FULL users;', USERS, 'table-rewrite-blocks users'],
  ['CLUSTER users USING users_pkey;', USERS, 'table-rewrite-blocks users'],
  ['TRUNCATE users;', USERS, 'rows-destroyed users'],
  [
    'REFRESH MATERIALIZED VIEW totals;',
    `${USERS}\nCREATE MATERIALIZED VIEW totals AS SELECT team_id, count(*) FROM users GROUP BY 1;`,
    'table-rewrite-blocks totals',
  ],
  [
    'DROP SCHEMA archive CASCADE;',
    'CREATE SCHEMA archive;\nCREATE TABLE archive.orders (id bigint PRIMARY KEY);',
    'drop-in-use archive.orders',
  ],
  ['DROP VIEW mails;', `${USERS}\nCREATE VIEW mails AS SELECT email FROM users;`, 'drop-in-use mails'],
  [
    "ALTER TYPE status RENAME VALUE 'new' TO 'fresh';",
    "CREATE TYPE status AS ENUM ('new', 'paid');\nCREATE TABLE orders (id bigint PRIMARY KEY, status status);",
    'rename-breaks-running-code status',
  ],
  ['ALTER TABLE users SET UNLOGGED;', USERS, 'table-rewrite-blocks users'],
  [
    "ALTER TABLE events ATTACH PARTITION old FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');",
    `${EVENTS}\nCREATE TABLE old (id bigint, at date NOT NULL);`,
    'constraint-validation-blocks old',
    'depends-on-existing-rows events',
  ],
];

export const SQUAWK: readonly PeerMistake[] = [
  ...["'-1'", '-1', "(length('a' || 'b'))", '(1 + 1)'].map((value) => ({
    of: 'squawk 1',
    mistake: `calls the default ${value} a rewrite`,
    base: [USERS],
    head: [`ALTER TABLE users ADD COLUMN n integer NOT NULL DEFAULT ${value};`],
    findings: [],
    rollback: { outcome: 'restored' as const, sql: ['DROP COLUMN n'] },
  })),
  ...['CURRENT_DATE', "date_trunc('day', now())", "now() + interval '1 day'"].map((value) => ({
    of: 'squawk 1',
    mistake: `calls the default ${value} a rewrite`,
    base: [USERS],
    head: [`ALTER TABLE users ADD COLUMN at timestamptz NOT NULL DEFAULT ${value};`],
    findings: [],
  })),
  {
    of: 'squawk 2',
    mistake: 'says nothing about the rewrite for a bigserial column',
    base: [USERS],
    head: ['ALTER TABLE users ADD COLUMN n bigserial;'],
    findings: ['table-rewrite-blocks users'],
  },
  ...(
    [
      ['name', 'varchar(255)'],
      ['name', 'text'],
      ['paid', 'numeric(14,2)'],
    ] as const
  ).map(([column, type]) => ({
    of: 'squawk 3',
    mistake: `calls the widening to ${type} a rewrite`,
    base: [USERS],
    head: [`ALTER TABLE users ALTER COLUMN ${column} TYPE ${type};`],
    findings: [],
  })),
  {
    of: 'squawk 4',
    mistake: 'takes a table for new because a later one in another schema has the same name',
    base: [ORDERS, 'CREATE SCHEMA archive;'],
    head: [
      'CREATE INDEX orders_total ON orders (total);\nCREATE TABLE archive.orders (id bigint PRIMARY KEY);',
    ],
    findings: ['index-build-blocks-writes orders_total'],
  },
  {
    of: 'squawk 5',
    mistake: 'lets the validation of a foreign key excuse SET NOT NULL',
    base: [
      `${USERS}\n${TEAMS}\nALTER TABLE users ADD CONSTRAINT users_team FOREIGN KEY (team_id) REFERENCES teams NOT VALID;`,
    ],
    head: [
      'ALTER TABLE users VALIDATE CONSTRAINT users_team;',
      'ALTER TABLE users ALTER COLUMN email SET NOT NULL;',
    ],
    findings: ['constraint-validation-blocks users.email', 'depends-on-existing-rows users.email'],
  },
  {
    of: 'squawk 6',
    mistake: 'takes a transaction for open after ROLLBACK',
    base: [USERS],
    head: [
      {
        up: 'BEGIN;\nROLLBACK;\nCREATE INDEX CONCURRENTLY users_email ON users (email);',
        transaction: 'none',
      },
    ],
    findings: [],
  },
  ...['DROP INDEX CONCURRENTLY orders_total;', 'REINDEX INDEX CONCURRENTLY orders_total;'].map((sql) => ({
    of: 'squawk 7',
    mistake: `lets "${sql}" pass inside a transaction`,
    base: [`${ORDERS}\nCREATE INDEX orders_total ON orders (total);`],
    head: [{ up: `BEGIN;\n${sql}\nCOMMIT;`, transaction: 'none' as const }],
    findings: [`statement-refuses-transaction orders_total`],
  })),
  {
    of: 'squawk 8',
    mistake: 'advises NOT VALID for a unique constraint, which PostgreSQL refuses',
    base: [USERS],
    head: ['ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);'],
    findings: ['constraint-validation-blocks users.users_email_key'],
    remedy: { has: ['CREATE UNIQUE INDEX CONCURRENTLY', 'USING INDEX'], hasNot: ['NOT VALID'] },
  },
  ...SILENT.map(([up, base, ...findings]) => ({
    of: 'squawk 9',
    mistake: `says nothing about "${up.split('\n').at(-1) ?? ''}"`,
    base: [base],
    head: [{ up, ...(up.startsWith('VACUUM') ? { transaction: 'none' as const } : {}) }],
    findings,
  })),
  {
    of: 'squawk 9',
    mistake: 'says nothing about CREATE TRIGGER and LOCK TABLE',
    base: [
      `${USERS}\n${ORDERS}\nCREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';`,
    ],
    head: [
      'CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();\nLOCK TABLE orders IN EXCLUSIVE MODE;',
    ],
    findings: [],
    locks: { users: 'ShareRowExclusiveLock', orders: 'ExclusiveLock' },
  },
  {
    of: 'squawk 10',
    mistake: 'lets a concurrent index on a partitioned table pass, which PostgreSQL refuses',
    base: [EVENTS],
    head: [{ up: 'CREATE INDEX CONCURRENTLY events_id ON events (id);', transaction: 'none' }],
    findings: ['statement-fails events_id'],
  },
  {
    of: 'squawk 10',
    mistake: 'does not see what CREATE TABLE … REFERENCES locks on the other table',
    base: [USERS],
    head: ['CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);'],
    findings: [],
    locks: { users: 'ShareRowExclusiveLock' },
  },
  {
    of: 'squawk 11',
    mistake: 'takes the Down section of a goose file for something that runs',
    base: [`-- +goose Up\n${USERS}\n-- +goose Down\nDROP TABLE users;`],
    head: ['-- +goose Up\nCREATE TABLE teams (id bigint PRIMARY KEY);\n-- +goose Down\nDROP TABLE teams;'],
    findings: [],
  },
  {
    of: 'squawk, wish 738',
    mistake: 'takes a temporary table for one of the schema',
    base: [USERS],
    head: [
      'CREATE TEMP TABLE picked (id bigint) ON COMMIT DROP;\nINSERT INTO picked VALUES (1);',
      "COMMENT ON TABLE users IS 'People';",
    ],
    findings: [],
  },
];
