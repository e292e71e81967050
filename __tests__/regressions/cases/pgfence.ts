import type { PeerMistake } from '../peer-mistake.ts';

const USERS =
  'CREATE TABLE users (id bigint PRIMARY KEY, email text, name varchar(100), age integer, team_id bigint);';
const SPANS = 'CREATE TABLE spans (id bigint PRIMARY KEY, during int4range);';

export const PGFENCE: readonly PeerMistake[] = [
  {
    of: 'pgfence 1',
    mistake: 'takes every table that an earlier file creates for new',
    base: ['CREATE TABLE orders (id bigint PRIMARY KEY, total integer);'],
    head: [
      'CREATE INDEX orders_total ON orders (total);',
      'ALTER TABLE orders ALTER COLUMN total TYPE bigint;',
    ],
    findings: ['index-build-blocks-writes orders_total', 'table-rewrite-blocks orders'],
  },
  {
    of: 'pgfence 3',
    mistake: 'reports SHARE ROW EXCLUSIVE for ADD CHECK',
    base: [USERS],
    head: ['ALTER TABLE users ADD CONSTRAINT grown CHECK (age > 0) NOT VALID;'],
    findings: [],
    locks: { users: 'AccessExclusiveLock' },
  },
  {
    of: 'pgfence 3',
    mistake: 'reports SHARE ROW EXCLUSIVE for UNIQUE',
    base: [USERS],
    head: ['ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);'],
    findings: ['constraint-validation-blocks users.users_email_key'],
    locks: { users: 'AccessExclusiveLock' },
  },
  {
    of: 'pgfence 3 and diesel-guard',
    mistake: 'reports SHARE ROW EXCLUSIVE for EXCLUDE',
    base: [SPANS],
    head: ['ALTER TABLE spans ADD CONSTRAINT apart EXCLUDE USING gist (during WITH &&);'],
    findings: ['constraint-validation-blocks spans.apart'],
    locks: { spans: 'AccessExclusiveLock' },
  },
  {
    of: 'pgfence 3',
    mistake: 'reports SHARE UPDATE EXCLUSIVE for UNIQUE USING INDEX',
    base: [`${USERS}\nCREATE UNIQUE INDEX users_email_key ON users (email);`],
    head: ['ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;'],
    findings: [],
    locks: { users: 'AccessExclusiveLock' },
    rollback: {
      outcome: 'restored',
      sql: ['DROP CONSTRAINT users_email_key', 'CREATE UNIQUE INDEX users_email_key'],
    },
  },
  {
    of: 'pgfence 4',
    mistake: 'calls a stable default and varchar to text high risks',
    base: [USERS],
    head: [
      'ALTER TABLE users ADD COLUMN seen timestamptz DEFAULT now();',
      'ALTER TABLE users ALTER COLUMN name TYPE text;',
    ],
    findings: [],
  },
  {
    of: 'pgfence 4',
    mistake: 'flags SET NOT NULL although a validated CHECK proves it',
    base: [`${USERS}\nALTER TABLE users ADD CONSTRAINT has_email CHECK (email IS NOT NULL);`],
    head: ['ALTER TABLE users ALTER COLUMN email SET NOT NULL;'],
    findings: [],
  },
  {
    of: 'pgfence 5',
    mistake: 'says nothing about the rewrite for an identity column',
    base: [USERS],
    head: ['ALTER TABLE users ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY;'],
    findings: ['table-rewrite-blocks users'],
  },
  {
    of: 'pgfence 5',
    mistake: 'says nothing about SET TABLESPACE, which copies the table',
    base: [USERS],
    head: ['ALTER TABLE users SET TABLESPACE fast;'],
    findings: ['table-rewrite-blocks users'],
    locks: { users: 'AccessExclusiveLock' },
    rollback: { outcome: 'restored', sql: ['SET TABLESPACE pg_default'] },
  },
  {
    of: 'pgfence 5',
    mistake: 'says nothing about an index that is moved, which can be built there concurrently',
    base: [`${USERS}\nCREATE INDEX users_email ON users (email);`],
    head: ['ALTER INDEX users_email SET TABLESPACE fast;'],
    findings: ['table-rewrite-blocks users'],
    locks: { users: 'AccessExclusiveLock' },
    remedy: { has: ['REINDEX (TABLESPACE fast) INDEX CONCURRENTLY users_email'] },
  },
  {
    of: 'pgfence 5',
    mistake: 'cannot tell that the table is in that tablespace already, or has that access method',
    base: [USERS],
    head: ['ALTER TABLE users SET TABLESPACE pg_default;', 'ALTER TABLE users SET ACCESS METHOD heap;'],
    findings: [],
    locks: { users: 'AccessExclusiveLock' },
  },
  {
    of: 'pgfence 5',
    mistake: 'says nothing about LOCK TABLE and the lock that REFERENCES takes on the other table',
    base: [USERS, SPANS],
    head: [
      'LOCK TABLE spans;',
      'CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users);',
    ],
    findings: [],
    locks: { spans: 'AccessExclusiveLock', users: 'ShareRowExclusiveLock' },
  },
  {
    of: 'pgfence 5',
    mistake: 'reports RENAME VALUE as ADD VALUE',
    base: ["CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE days (id bigint PRIMARY KEY, mood mood);"],
    head: ["ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';"],
    findings: ['rename-breaks-running-code mood'],
    rollback: { outcome: 'restored', sql: ["RENAME VALUE 'fine' TO 'ok'"] },
  },
  {
    of: 'pgfence 7',
    mistake: 'recommends CREATE INDEX CONCURRENTLY IF NOT EXISTS, which skips an invalid index',
    base: [USERS],
    head: ['CREATE INDEX users_email ON users (email);'],
    findings: ['index-build-blocks-writes users_email'],
    remedy: { has: ['CREATE INDEX CONCURRENTLY'], hasNot: ['IF NOT EXISTS'] },
  },
];
