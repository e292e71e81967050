import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SplitLaboratory } from './laboratory.ts';

let laboratory: SplitLaboratory;

beforeAll(async () => {
  laboratory = await SplitLaboratory.open();
}, 60_000);

afterAll(() => laboratory.engine.close());

const PLANS = `CREATE TABLE accounts (id bigint PRIMARY KEY);
CREATE TABLE users (id bigint PRIMARY KEY, account_id bigint REFERENCES accounts (id), plan text);`;
const MOVE = `UPDATE accounts SET plan = u.plan FROM users u WHERE u.account_id = accounts.id;
ALTER TABLE users DROP COLUMN plan;`;
const STREETS = 'CREATE TABLE users (id bigint PRIMARY KEY, name text, street text);';

/** Migrations without a series, and what the reader is told. */
const REFUSED = [
  {
    title: 'a column moves to rows that stand for several',
    base: PLANS,
    up: `ALTER TABLE accounts ADD COLUMN plan text;\n${MOVE}`,
    because: /let `users\.account_id` be unique first/,
  },
  {
    title: 'a column moves and gets a default',
    base: PLANS.replace('account_id bigint', 'account_id bigint UNIQUE'),
    up: `ALTER TABLE accounts ADD COLUMN plan text DEFAULT 'free';\n${MOVE}`,
    because: /`accounts\.plan` has a default/,
  },
  {
    title: 'a required column moves',
    base: PLANS.replace('account_id bigint', 'account_id bigint UNIQUE').replace(
      'plan text',
      'plan text NOT NULL',
    ),
    up: `ALTER TABLE accounts ADD COLUMN plan text;\n${MOVE}`,
    because: /`users\.plan` may not be empty/,
  },
  {
    title: 'a table is split off without a key that tells rows apart',
    base: STREETS,
    up: `CREATE TABLE addresses (id bigserial PRIMARY KEY, user_id bigint REFERENCES users (id), street text);
INSERT INTO addresses (user_id, street) SELECT id, street FROM users;
ALTER TABLE users DROP COLUMN street;`,
    because: /A row of `users` may have several in `addresses`/,
  },
  {
    title: 'a required column is split off',
    base: STREETS.replace('street text', 'street text NOT NULL'),
    up: `CREATE TABLE addresses (user_id bigint PRIMARY KEY REFERENCES users (id), street text);
INSERT INTO addresses (user_id, street) SELECT id, street FROM users;
ALTER TABLE users DROP COLUMN street;`,
    because: /`users\.street` may not be empty/,
  },
  {
    title: 'a table is replaced with some of its rows',
    base: STREETS,
    up: `CREATE TABLE users_new (id bigint PRIMARY KEY, name text, street text);
INSERT INTO users_new SELECT * FROM users WHERE name IS NOT NULL;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;`,
    because: /`users_new` is not filled with all rows of `users`/,
  },
  {
    title: 'a table is replaced and loses a required column',
    base: STREETS.replace('street text', 'street text NOT NULL'),
    up: `CREATE TABLE users_new (id bigint PRIMARY KEY, name text);
INSERT INTO users_new SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;`,
    because: /How to get `users\.street` back/,
  },
  {
    title: 'a table is replaced and gets other keys',
    base: STREETS,
    up: `CREATE TABLE users_new (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, street text);
INSERT INTO users_new (name, street) SELECT name, street FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;`,
    because: /`users_new` does not keep the key of `users`/,
  },
];

test.each(REFUSED)(
  '$title: no series, and why',
  async ({ because, ...change }) => {
    const series = await laboratory.split(change);
    expect('because' in series ? series.because : series.draft.title).toMatch(because);
  },
  60_000,
);
