import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import { validationQueries } from '../../src/dialects/postgres/validation/validation.ts';
import { Laboratory } from './laboratory.ts';
import { rehearse } from './rehearsed.ts';

const BASE = `
CREATE SCHEMA sales;
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN score AS integer;
CREATE TABLE teams (id integer PRIMARY KEY, name text, "Lead Name" text);
CREATE TABLE users (id integer PRIMARY KEY, email text, age integer, big bigint, price numeric(12,4), born timestamp, note varchar(40), team_id integer, score score, code text, mood text);
CREATE TABLE sales.orders (id integer, user_id integer, area text, PRIMARY KEY (id));
ALTER TABLE users ADD CONSTRAINT unchecked CHECK (age < 150) NOT VALID;
INSERT INTO teams VALUES (1, 'a', 'A');
INSERT INTO users VALUES (1, 'a@x', 20, 5, 1.5, '2024-01-01', 'n', 1, 7, '12', 'sad'), (2, 'b@x', 30, 6, 2.5, '2024-01-02', 'm', NULL, NULL, '13', 'happy');
INSERT INTO sales.orders VALUES (1, 1, 'n'), (2, 2, 's');
`;

/** A change, data that stands against it, and the query that finds the data. */
const BEFORE: readonly (readonly [string, string, string])[] = [
  [
    'ALTER TABLE users ALTER COLUMN email SET NOT NULL',
    'UPDATE users SET email = NULL WHERE id = 1',
    'Rows of `users` whose `email` is NULL',
  ],
  [
    'DO $$ BEGIN ALTER TABLE users ALTER COLUMN email SET NOT NULL; END $$',
    'UPDATE users SET email = NULL WHERE id = 1',
    'Rows of `users` whose `email` is NULL',
  ],
  [
    'ALTER TABLE teams ALTER COLUMN "Lead Name" SET NOT NULL',
    'UPDATE teams SET "Lead Name" = NULL',
    'Rows of `teams` whose `"Lead Name"` is NULL',
  ],
  [
    'ALTER TABLE users ADD UNIQUE (email)',
    `UPDATE users SET email = 'same'`,
    'Values of `users (email)` that occur more than once',
  ],
  [
    'CREATE UNIQUE INDEX ON users (lower(email), age) WHERE age > 10',
    `UPDATE users SET email = 'same', age = 30`,
    'Values of `users (lower(email), age)` that occur more than once',
  ],
  [
    'ALTER TABLE users ADD UNIQUE NULLS NOT DISTINCT (note)',
    'UPDATE users SET note = NULL',
    'Values of `users (note)` that occur more than once',
  ],
  [
    'ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY (email)',
    `UPDATE users SET email = 'same'`,
    'Values of `users (email)` that occur more than once',
  ],
  [
    'ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY (email)',
    `UPDATE users SET email = NULL`,
    'Rows of `users` whose `email` is NULL',
  ],
  [
    'ALTER TABLE users ADD FOREIGN KEY (team_id) REFERENCES teams',
    'UPDATE users SET team_id = 99',
    'Rows of `users` whose `team_id` has no row in `teams`',
  ],
  [
    'ALTER TABLE sales.orders ADD CONSTRAINT o_u FOREIGN KEY (user_id) REFERENCES users',
    'UPDATE sales.orders SET user_id = 99',
    'Rows of `sales.orders` whose `user_id` has no row in `users`',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT adults CHECK (age >= 18)',
    'UPDATE users SET age = 3',
    'Rows of `users` that violate `adults`',
  ],
  [
    'ALTER TABLE users VALIDATE CONSTRAINT unchecked',
    'ALTER TABLE users DROP CONSTRAINT unchecked; UPDATE users SET age = 200',
    'Rows of `users` that violate `unchecked`',
  ],
  [
    'ALTER DOMAIN score ADD CHECK (VALUE > 5)',
    'UPDATE users SET score = 1',
    'Rows of `users` whose `score` violates `score`',
  ],
  [
    'ALTER TABLE users ALTER COLUMN note TYPE varchar(5)',
    `UPDATE users SET note = 'much longer'`,
    'Values of `users.note` that are longer than 5 characters',
  ],
  [
    'ALTER TABLE users ALTER COLUMN big TYPE integer',
    'UPDATE users SET big = 3000000000',
    'Values of `users.big` that are out of range for `integer`',
  ],
  [
    'ALTER TABLE users ALTER COLUMN price TYPE numeric(4,1)',
    'UPDATE users SET price = 1234.5',
    'Values of `users.price` that are out of range for `numeric(4,1)` or would be rounded',
  ],
  [
    'ALTER TABLE users ALTER COLUMN price TYPE numeric(12,2)',
    'UPDATE users SET price = 1.239',
    'Values of `users.price` that are out of range for `numeric(12,2)` or would be rounded',
  ],
  [
    'ALTER TABLE users ALTER COLUMN code TYPE integer USING code::integer',
    `UPDATE users SET code = 'x1'`,
    'Values of `users.code` that do not read as `integer`',
  ],
  [
    'ALTER TABLE users ALTER COLUMN code TYPE boolean USING CASE WHEN true THEN true END',
    `UPDATE users SET code = 'x1'`,
    '',
  ],
  [
    'ALTER TABLE users ALTER COLUMN mood TYPE mood USING mood::mood',
    `UPDATE users SET mood = 'calm'`,
    "Values of `users.mood` that are none of `'sad', 'happy'`",
  ],
  [
    'ALTER TABLE users ALTER COLUMN born TYPE date',
    `UPDATE users SET born = '2024-01-01 10:00'`,
    'Values of `users.born` that lose their time of day',
  ],
  [
    'ALTER TABLE users ALTER COLUMN code TYPE json USING code::json',
    `UPDATE users SET code = '{'`,
    'Values of `users.code` that do not read as `json`',
  ],
];

/** A change and the answers to its queries that tell how much is at stake. */
const COUNTS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['ALTER TABLE users DROP COLUMN team_id', { 'Values of `users.team_id` that are lost': '1' }],
  ['DROP TABLE sales.orders', { 'Rows of `sales.orders` that are lost': '2' }],
  ['DELETE FROM users WHERE id = 1', { 'Rows of `users`': '2' }],
  ['UPDATE users SET note = NULL, "age" = 5', { 'Rows of `users`': '2' }],
];

/** A change and the answers that its queries must give once it ran. */
const AFTER: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['DELETE FROM users WHERE id = 1', { 'Rows of `users`': '1' }],
  [
    'UPDATE users SET note = NULL, "age" = 5',
    {
      'Rows of `users`': '2',
      'Rows of `users` whose `note` is still NULL': '2',
      'Rows of `users` whose `age` is still NULL': '0',
      'Rows of `users` whose `note` is not as computed': '0',
      'Rows of `users` whose `age` is not as computed': '0',
    },
  ],
  ['ALTER TABLE users ADD COLUMN "Nick Name" text', { 'Column `users."Nick Name"` is there': '1' }],
  ['CREATE TABLE sales.carts (id integer)', { 'Table `sales.carts` is there': '1' }],
  ['DROP TABLE sales.orders', { 'Table `sales.orders` is still there': '0' }],
  [
    'ALTER TABLE users ADD CONSTRAINT adults CHECK (age >= 18) NOT VALID',
    { 'Constraint `adults` of `users` still waits to be validated': '1' },
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT adults CHECK (age >= 18)',
    { 'Constraint `adults` of `users` is not validated': '0' },
  ],
];

let laboratory: Laboratory;

beforeAll(async () => {
  await prepareParser();
  laboratory = await Laboratory.open();
  await laboratory.must(BASE);
});

afterEach(async () => {
  await laboratory.run('ROLLBACK');
});

afterAll(async () => {
  await laboratory.close();
});

async function queriesFor(sql: string): Promise<ReturnType<typeof validationQueries>> {
  await laboratory.must('BEGIN');
  const queries = validationQueries(await rehearse(laboratory, sql));
  await laboratory.must('ROLLBACK');
  return queries;
}

async function answers(
  queries: ReturnType<typeof validationQueries>,
  when: 'before' | 'after',
): Promise<Record<string, string | null>> {
  const given: Record<string, string | null> = {};
  for (const query of queries.filter((one) => one.when === when))
    given[query.title] = await laboratory.value(query.sql);
  return given;
}

describe('validation before a change', () => {
  test.each(BEFORE)('%s', async (sql, bad, title) => {
    const queries = (await queriesFor(sql)).filter(({ when }) => when === 'before');
    const expected = Object.fromEntries(queries.map((query) => [query.title, query.expect]));
    expect(await answers(queries, 'before')).toEqual(expected);
    await laboratory.must('BEGIN');
    await laboratory.must(bad);
    const found = Object.entries(await answers(queries, 'before')).filter(
      ([one, answer]) => answer !== expected[one],
    );
    expect(found.map(([one]) => one)).toEqual(title === '' ? [] : [title]);
  });

  test('a change that asks nothing of the data brings no query before it', async () => {
    for (const sql of [
      'CREATE INDEX ON users (age)',
      'ALTER TABLE users ADD COLUMN nick text UNIQUE REFERENCES users (email)',
      `COMMENT ON TABLE users IS 'x'`,
      'ALTER TABLE users ALTER COLUMN age TYPE bigint',
      'ALTER TABLE users ALTER COLUMN note TYPE text',
      'ALTER TABLE users RENAME TO people',
      'CREATE TABLE fresh (id integer PRIMARY KEY, n integer NOT NULL CHECK (n > 1))',
    ]) {
      await laboratory.must('BEGIN; ALTER TABLE users ADD UNIQUE (email)');
      const queries = validationQueries(await rehearse(laboratory, sql));
      await laboratory.must('ROLLBACK');
      expect([sql, queries.filter(({ when }) => when === 'before')]).toEqual([sql, []]);
    }
  });

  test('a column that must be given asks for an empty table', async () => {
    await laboratory.must('BEGIN; DELETE FROM users');
    const queries = validationQueries(
      await rehearse(laboratory, 'ALTER TABLE users ADD COLUMN nick text NOT NULL'),
    );
    await laboratory.must('ROLLBACK');
    expect(await answers(queries, 'before')).toEqual({ 'Rows of `users` that would have no `nick`': '2' });
  });

  test.each(COUNTS)('%s', async (sql, expected) => {
    const queries = await queriesFor(sql);
    expect(await answers(queries, 'before')).toEqual(expected);
    expect(queries.filter(({ when }) => when === 'before').map(({ expect: wanted }) => wanted)).toEqual([
      null,
    ]);
  });
});

describe('validation after a change', () => {
  test.each(AFTER)('%s', async (sql, expected) => {
    await laboratory.must('BEGIN');
    const queries = validationQueries(await rehearse(laboratory, sql));
    expect(await answers(queries, 'after')).toEqual(expected);
  });

  test('a concurrent build that fails leaves an index that is found', async () => {
    await laboratory.must(`INSERT INTO users (id, email) VALUES (3, 'a@x')`);
    expect(await laboratory.run('CREATE UNIQUE INDEX CONCURRENTLY broken ON users (email)')).toMatchObject({
      code: '23505',
    });
    await laboratory.must('DROP INDEX broken; DELETE FROM users WHERE id = 3');
    const queries = validationQueries(
      await rehearse(laboratory, 'CREATE UNIQUE INDEX CONCURRENTLY broken ON users (email)'),
    );
    expect(await answers(queries, 'after')).toEqual({ 'Index `broken` is invalid or unfinished': '0' });
    await laboratory.must(`DROP INDEX broken; INSERT INTO users (id, email) VALUES (3, 'a@x')`);
    await laboratory.run('CREATE UNIQUE INDEX CONCURRENTLY broken ON users (email)');
    expect(await answers(queries, 'after')).toEqual({ 'Index `broken` is invalid or unfinished': '1' });
    await laboratory.must(`DROP INDEX broken; DELETE FROM users WHERE id = 3`);
  });
});
