import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Bench } from './bench.ts';

const USERS = `CREATE TABLE teams (id integer PRIMARY KEY, name text, region text);
CREATE TABLE users (id bigint PRIMARY KEY, email text, status text NOT NULL DEFAULT 'new', age integer, team_id integer REFERENCES teams, price numeric(10,2), born date, walk text);`;
const ODD = `CREATE SCHEMA "Sales Dept";
CREATE TYPE "Sales Dept".mood AS ENUM ('sad', 'happy');
CREATE TABLE "Sales Dept"."Order" ("Order Id" uuid PRIMARY KEY, "Total $1" numeric(12,2), mood "Sales Dept".mood, note text);`;
const SEATS = `CREATE TABLE seats (tenant integer, number smallint, holder text, taken boolean, PRIMARY KEY (tenant, number));`;
const CODES = `CREATE TABLE codes (code varchar(12) PRIMARY KEY, uses integer NOT NULL DEFAULT 0, label text);`;
const PARTS = `CREATE TABLE parts (id integer, area text NOT NULL, n integer, PRIMARY KEY (id, area)) PARTITION BY LIST (area);
CREATE TABLE parts_a PARTITION OF parts FOR VALUES IN ('a'); CREATE TABLE parts_rest PARTITION OF parts DEFAULT;`;
const ARCHIVE = `${USERS} CREATE TABLE archive (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint, email text, team text, at timestamptz DEFAULT now());`;
const CAREFUL = `${USERS} CREATE TABLE log (user_id bigint, was text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (OLD.id, OLD.status); RETURN NEW; END';
CREATE TRIGGER note AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION note();`;

/** A schema and a statement whose walk must give the same rows, stopped and broken off in between. */
const SAME: readonly (readonly [string, string, string])[] = [
  ['a constant for all rows', USERS, `UPDATE users SET status = 'active'`],
  ['a condition that it falsifies', USERS, `UPDATE users SET status = 'active' WHERE status <> 'active'`],
  ['an expression over what it writes', USERS, 'UPDATE users SET age = age + 1'],
  [
    'a comment at the end of the condition',
    USERS,
    `UPDATE users SET email = lower(email) WHERE email IS NOT NULL -- all of them`,
  ],
  ['a condition with OR', USERS, `UPDATE users SET age = 0 WHERE age IS NULL OR age < 0 RETURNING id`],
  ['a column by the name of a block', USERS, `UPDATE users SET walk = coalesce(walk, '') || 'x'`],
  ['a join', USERS, `UPDATE users u SET email = t.name FROM teams t WHERE t.id = u.team_id`],
  [
    'a join through WITH',
    USERS,
    `WITH far AS (SELECT id FROM teams WHERE region IS NOT NULL) UPDATE users SET status = 'far' FROM far WHERE far.id = users.team_id`,
  ],
  [
    'a subquery over another table',
    USERS,
    `UPDATE users SET status = 'team' WHERE team_id IN (SELECT id FROM teams)`,
  ],
  [
    'several columns at once',
    USERS,
    `UPDATE users SET (status, age) = (SELECT name, id FROM teams WHERE teams.id = team_id) WHERE team_id IN (SELECT id FROM teams WHERE name IS NOT NULL)`,
  ],
  ['values of the moment', USERS, 'UPDATE users SET born = now(), email = gen_random_uuid()::text'],
  [
    'a key and columns in quotes',
    ODD,
    `UPDATE "Sales Dept"."Order" AS "The Order" SET "Total $1" = "Total $1" * 2, note = $x$it's; WHERE$x$ WHERE "The Order".mood = 'sad'`,
  ],
  ['a key of two columns', SEATS, `UPDATE seats SET holder = 'nobody' WHERE NOT taken`],
  ['a key of text', CODES, `UPDATE codes SET uses = uses + 1 WHERE label LIKE 'value%'`],
  ['a partitioned table', PARTS, 'UPDATE parts SET n = coalesce(n, 0) + 1'],
  ['a row trigger', CAREFUL, `UPDATE users SET status = upper(status)`],
  ['DELETE', USERS, `DELETE FROM users WHERE email IS NULL`],
  [
    'DELETE with a join',
    USERS,
    `DELETE FROM users USING teams AS t WHERE t.id = users.team_id AND t.id % 2 = 0`,
  ],
  ['DELETE of a composite key', SEATS, `DELETE FROM ONLY seats WHERE taken IS NOT TRUE;`],
  ['INSERT … SELECT', ARCHIVE, `INSERT INTO archive (user_id, email) SELECT id, email FROM users`],
  [
    'INSERT … SELECT with a join',
    ARCHIVE,
    `INSERT INTO archive (user_id, email, team) SELECT u.id, u.email, t.name FROM users u LEFT JOIN teams t ON t.id = u.team_id WHERE u.age > 3 ORDER BY u.id RETURNING id`,
  ],
  [
    'INSERT … SELECT … ON CONFLICT',
    `${CODES} CREATE TABLE uses (code text PRIMARY KEY, n integer);`,
    `INSERT INTO uses SELECT code, uses FROM codes WHERE uses >= 0 ON CONFLICT (code) DO UPDATE SET n = excluded.n WHERE uses.n IS NOT NULL`,
  ],
];

/** A statement that no walk in batches can stand for, and why. */
const NONE: readonly (readonly [string, string, RegExp])[] = [
  ['CREATE TABLE t (n integer)', 'UPDATE t SET n = 1', /no primary key/],
  ['CREATE TABLE t (n integer UNIQUE)', 'UPDATE t SET n = 1', /no primary key/],
  ['CREATE TABLE t (n integer PRIMARY KEY)', 'UPDATE t SET n = n + 1', /leaves as it is/],
  [
    'CREATE TABLE t (n integer NOT NULL, m integer); CREATE UNIQUE INDEX ON t (n) WHERE m > 0',
    'DELETE FROM t',
    /no primary key/,
  ],
  [
    USERS,
    'UPDATE users u SET age = (SELECT count(*) FROM users v WHERE v.age < u.age)',
    /reads `users` while/,
  ],
  [USERS, 'DELETE FROM users a USING users b WHERE a.email = b.email AND a.id > b.id', /reads `users` while/],
  [
    ARCHIVE,
    'INSERT INTO archive (user_id) SELECT id FROM users WHERE NOT EXISTS (SELECT FROM archive WHERE user_id = users.id)',
    /reads `archive` while/,
  ],
  [ARCHIVE, 'INSERT INTO archive (team) SELECT status FROM users GROUP BY status', /more than one row/],
  [ARCHIVE, 'INSERT INTO archive (team) SELECT DISTINCT status FROM users', /more than one row/],
  [ARCHIVE, 'INSERT INTO archive (user_id) SELECT count(*) FROM users', /more than one row/],
  [
    ARCHIVE,
    'INSERT INTO archive (user_id) SELECT row_number() OVER (ORDER BY id) FROM users',
    /more than one row/,
  ],
  [ARCHIVE, 'INSERT INTO archive (user_id) SELECT id FROM users UNION SELECT id FROM teams', /unites/],
  [ARCHIVE, 'INSERT INTO archive (user_id) (SELECT id FROM users)', /parentheses/],
  [
    ARCHIVE,
    'INSERT INTO archive (user_id) SELECT n FROM generate_series(1, 100000) AS n',
    /do not come from a table/,
  ],
  [
    ARCHIVE,
    'WITH gone AS (DELETE FROM teams RETURNING id) UPDATE users SET team_id = NULL FROM gone WHERE team_id = gone.id',
    /WITH clause changes/,
  ],
  [USERS, 'DELETE FROM users WHERE random() < 0.5', /chance/],
];

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open();
});

afterAll(() => bench.close());

describe('a walk in batches gives the rows of the single statement', () => {
  test.each(SAME)('%s', async (_title, base, sql) => {
    expect(await bench.prove(base, sql)).toMatchObject({ outcome: 'same', because: null });
  });

  test('without procedures, too', async () => {
    const old = { label: 'x', batch: { rows: 10, pause: 5 }, version: 10 };
    expect((await bench.mustWrite(USERS, 'DELETE FROM users', old)).procedure).toBeNull();
    expect(await bench.prove(USERS, 'UPDATE users SET age = age + 1', old)).toMatchObject({
      outcome: 'same',
    });
  });
});

describe('there is none', () => {
  test.each(NONE)('%s; %s', async (base, sql, because) => {
    expect(await bench.write(base, sql)).toEqual({ because: expect.stringMatching(because) as unknown });
  });

  test.each(['SELECT 1', `INSERT INTO teams VALUES (1, 'a')`, 'ALTER TABLE users ADD COLUMN n integer'])(
    'for %s, and nothing to say',
    async (sql) => {
      expect(await bench.write(USERS, sql)).toBeNull();
    },
  );
});
