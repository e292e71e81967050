import type { PeerMistake } from '../peer-mistake.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, name text, age integer);';
const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer);';
const CHECK = 'ALTER TABLE users ADD CONSTRAINT grown CHECK (age > 0) NOT VALID;';

const EUGENE: readonly PeerMistake[] = [
  {
    of: 'eugene 1 and 2',
    mistake: 'lets one comment silence the whole script',
    base: [USERS, ORDERS],
    head: [
      '-- eugene: ignore E6\nCREATE INDEX users_email ON users (email);\nCREATE INDEX orders_total ON orders (total);',
    ],
    findings: [
      'index-build-blocks-writes orders_total',
      'index-build-blocks-writes users_email',
      'lock-held-during-data-work users',
    ],
  },
  {
    of: 'eugene 3',
    mistake: 'goes on counting locks after COMMIT',
    base: [USERS],
    head: [
      {
        up: 'BEGIN;\nALTER TABLE users ADD COLUMN nick text;\nCOMMIT;\nCREATE INDEX CONCURRENTLY users_nick ON users (nick);',
        transaction: 'none',
      },
    ],
    findings: [],
  },
  {
    of: 'eugene 3',
    mistake: 'takes VALIDATE CONSTRAINT for an ACCESS EXCLUSIVE lock',
    base: [`${USERS}\n${CHECK}`],
    head: ['ALTER TABLE users VALIDATE CONSTRAINT grown;\nCOMMENT ON COLUMN users.age IS $$years$$;'],
    findings: [],
    locks: { users: 'ShareUpdateExclusiveLock' },
  },
  {
    of: 'eugene 4',
    mistake: 'does not know that public.posts and posts are one table',
    base: [USERS],
    head: [
      'CREATE TABLE public.posts (id bigint PRIMARY KEY, title text);\nCREATE INDEX posts_title ON posts (title);',
    ],
    findings: [],
  },
  ...[
    'smallserial',
    'serial8',
    'integer GENERATED ALWAYS AS IDENTITY',
    'double precision DEFAULT random()',
  ].map((type) => ({
    of: 'eugene 4',
    mistake: `says nothing about the rewrite for a column of ${type}`,
    base: [USERS],
    head: [`ALTER TABLE users ADD COLUMN n ${type};`],
    findings: ['table-rewrite-blocks users'],
  })),
  {
    of: 'eugene 4',
    mistake: 'says nothing about drops, renames and TRUNCATE',
    base: [USERS, ORDERS],
    head: ['ALTER TABLE users DROP COLUMN name;', 'ALTER TABLE users RENAME TO people;', 'TRUNCATE orders;'],
    findings: ['drop-in-use users.name', 'rename-breaks-running-code users', 'rows-destroyed orders'],
  },
];

const ATLAS: readonly PeerMistake[] = [
  {
    of: 'Atlas 1',
    mistake: 'takes a rename for a drop and an addition',
    base: [USERS],
    head: ['ALTER TABLE users RENAME COLUMN name TO full_name;'],
    findings: ['rename-breaks-running-code users.name'],
    rollback: { outcome: 'restored', sql: ['RENAME COLUMN full_name TO name'] },
  },
  {
    of: 'Atlas 2',
    mistake: 'cuts a statement of a goose Down section at the first semicolon',
    base: [`-- +goose Up\n${USERS}\n-- +goose Down\nDROP TABLE users;`],
    head: [
      [
        '-- +goose Up',
        'DROP TABLE IF EXISTS nothing;',
        '-- +goose StatementBegin',
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name = 'x'; RETURN NEW; END $$;",
        '-- +goose StatementEnd',
        '-- +goose Down',
        '-- +goose StatementBegin',
        'DO $$ BEGIN DROP FUNCTION touch(); PERFORM 1; END $$;',
        '-- +goose StatementEnd',
      ].join('\n'),
    ],
    findings: [],
  },
  ...[
    'bigserial NOT NULL',
    'bigint NOT NULL GENERATED ALWAYS AS IDENTITY',
    'bigint NOT NULL GENERATED ALWAYS AS (id * 2) STORED',
  ].map((type) => ({
    of: 'Atlas 3',
    mistake: `says that "${type}" fails on rows, though every row gets a value`,
    base: [USERS],
    head: [`ALTER TABLE users ADD COLUMN n ${type};`],
    findings: ['table-rewrite-blocks users'],
  })),
];

const STRONG_MIGRATIONS: readonly PeerMistake[] = [
  {
    of: 'strong_migrations',
    mistake: 'flags SQL that it does not read, however harmless',
    base: [USERS],
    head: ["DO $$ BEGIN EXECUTE 'COMMENT ON TABLE users IS ''people'''; END $$;"],
    findings: [],
    locks: { users: 'ShareUpdateExclusiveLock' },
  },
  {
    of: 'strong_migrations',
    mistake: 'stops at the first hazard',
    base: [USERS, ORDERS],
    head: ['CREATE INDEX users_email ON users (email);\nCREATE INDEX orders_total ON orders (total);'],
    findings: [
      'index-build-blocks-writes orders_total',
      'index-build-blocks-writes users_email',
      'lock-held-during-data-work users',
    ],
  },
  {
    of: 'strong_migrations',
    mistake: 'flags a foreign key of a new table, which has no rows to check',
    base: [USERS],
    head: [
      'CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint);\nCREATE INDEX posts_user ON posts (user_id);\nALTER TABLE posts ADD FOREIGN KEY (user_id) REFERENCES users;',
    ],
    findings: [],
  },
  ...[
    'CHECK (email IS NOT NULL)',
    'CHECK ((((email)) IS NOT NULL) AND age > 0)',
    'CHECK (NOT (email IS NULL))',
  ].map((check) => ({
    of: 'strong_migrations',
    mistake: `knows one spelling of the check that proves NOT NULL, not "${check}"`,
    base: [`${USERS}\nALTER TABLE users ADD CONSTRAINT proven ${check};`],
    head: ['ALTER TABLE users ALTER COLUMN email SET NOT NULL;'],
    findings: [],
  })),
];

export const OTHERS: readonly PeerMistake[] = [
  ...EUGENE,
  ...ATLAS,
  ...STRONG_MIGRATIONS,
  {
    of: 'Ptah',
    mistake: 'says that DROP INDEX keeps writers out only',
    base: [`${USERS}\nCREATE INDEX users_email ON users (email);`],
    head: ['DROP INDEX users_email;'],
    findings: [],
    locks: { users: 'AccessExclusiveLock' },
  },
];
