import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import { validationQueries } from '../../src/dialects/postgres/validation/validation.ts';
import { Laboratory } from '../postgres-rows/laboratory.ts';
import { rehearse } from '../postgres-rows/rehearsed.ts';

const BASE = `
CREATE TABLE users (id integer PRIMARY KEY, email text, age integer, price numeric(10,2), notes json, full_name text, tags text[]);
CREATE TABLE rooms (id integer PRIMARY KEY, room integer, during tsrange);
CREATE TABLE slugs (id text PRIMARY KEY, n bigint);
INSERT INTO users SELECT i, 'u' || i || '@x', CASE WHEN i % 5 > 0 THEN i % 60 END, i / 3.0, '{"a": 1}', NULL, '{}' FROM generate_series(1, 250) AS i;
INSERT INTO rooms VALUES (1, 1, '[2024-01-01,2024-01-02)'), (2, 1, '[2024-01-03,2024-01-04)'), (3, 2, '[2024-01-01,2024-01-04)');
INSERT INTO slugs SELECT 's' || i, i FROM generate_series(1, 250) AS i;`;

const PEOPLE =
  'CREATE TABLE people (id integer PRIMARY KEY, mail text, years bigint, price numeric(10,2), notes json, made timestamptz DEFAULT now());';
const COPY =
  'INSERT INTO people (id, mail, years, price, notes, made) SELECT u.id, lower(u.email), u.age, u.price, u.notes, now() FROM users u WHERE u.email IS NOT NULL -- all\nORDER BY u.id;';
const SLUGS = `CREATE TABLE names (id text PRIMARY KEY, n bigint);`;

const [COUNTS, CHECKSUM, SUMS] = ['number', 'rows', 'values'];
const against = (what: string, of: string, other: string | undefined): string =>
  `${what} of \`${of}\` against ${what.startsWith('O') ? 'that' : 'those'} of its source: other ${other ?? ''}`;
const ROWS = against('Rows', 'people', COUNTS);
const SUM = against('Ordered checksum', 'people', CHECKSUM);
const AGGREGATES = against('Counts, sums and averages', 'people', SUMS);
const MISSING = 'Rows missing in `people`';
const ORPHANS = 'Rows of `people` that are not in its source';
const SAMPLE = '100 rows by chance that are not alike in `people`';
const RANGES = 'Ranges of keys in which `people` and its source differ';

/** What is made in the change, the statement, a fault planted after it, and the queries that must answer otherwise. */
const AFTER: readonly (readonly [string, string, string, string, readonly string[]])[] = [
  [
    'a row that was not copied',
    PEOPLE,
    COPY,
    'DELETE FROM people WHERE id = 7',
    [ROWS, SUM, AGGREGATES, MISSING, RANGES],
  ],
  [
    'most rows gone',
    PEOPLE,
    COPY,
    'DELETE FROM people WHERE id > 20',
    [ROWS, SUM, AGGREGATES, MISSING, SAMPLE, RANGES],
  ],
  [
    'a row too many',
    PEOPLE,
    COPY,
    `INSERT INTO people (id, mail) VALUES (100001, 'x')`,
    [ROWS, SUM, AGGREGATES, ORPHANS, RANGES],
  ],
  [
    'a text that differs',
    PEOPLE,
    COPY,
    `UPDATE people SET mail = upper(mail) WHERE id = 9`,
    [SUM, MISSING, ORPHANS, RANGES],
  ],
  [
    'a value that became NULL',
    PEOPLE,
    COPY,
    'UPDATE people SET years = NULL WHERE id = 9',
    [SUM, AGGREGATES, MISSING, ORPHANS, RANGES],
  ],
  [
    'two rows that changed places',
    PEOPLE,
    COPY,
    `UPDATE people SET mail = CASE id WHEN 3 THEN 'u4@x' ELSE 'u3@x' END WHERE id IN (3, 4)`,
    [SUM, MISSING, ORPHANS, RANGES],
  ],
  [
    'JSON that differs',
    PEOPLE,
    COPY,
    `UPDATE people SET notes = '{"a":1}' WHERE id = 1`,
    [SUM, MISSING, ORPHANS, RANGES],
  ],
  [
    'a sum that was rounded',
    PEOPLE,
    COPY,
    'UPDATE people SET price = round(price)',
    [SUM, AGGREGATES, MISSING, ORPHANS, SAMPLE, RANGES],
  ],
  [
    'a range of text keys',
    SLUGS,
    'INSERT INTO names SELECT * FROM slugs',
    `UPDATE names SET n = -1 WHERE id = 's9'`,
    ['Ranges of keys in which `names` and its source differ'],
  ],
  ...[
    'CREATE TABLE people (number, mail, years, price) AS SELECT u.id, lower(u.email), u.age, u.price FROM users u WHERE u.email IS NOT NULL ORDER BY 1 -- all\nWITH DATA',
    'SELECT u.id AS number, lower(u.email) AS mail, u.age AS years, u.price INTO UNLOGGED TABLE people FROM users u WHERE u.email IS NOT NULL',
    `CREATE TABLE people WITH (fillfactor = 90) AS WITH sold AS (SELECT id AS number, email AS mail, age AS years, price FROM users) SELECT * FROM sold WHERE number > 0`,
  ].flatMap((sql): (typeof AFTER)[number][] => [
    [
      'a row that a new table does not have',
      '',
      sql,
      'DELETE FROM people WHERE number = 7',
      [ROWS, SUM, AGGREGATES, MISSING],
    ],
    [
      'a row of a new table that its query does not give',
      '',
      sql,
      `INSERT INTO people VALUES (100001, 'x')`,
      [ROWS, SUM, AGGREGATES, ORPHANS],
    ],
    [
      'a value of a new table that is another',
      '',
      sql,
      `UPDATE people SET mail = 'x' WHERE number = 9`,
      [SUM, MISSING, ORPHANS],
    ],
    ['a new table without rows', '', sql, 'DELETE FROM people', [ROWS, SUM, AGGREGATES, MISSING, SAMPLE]],
  ]),
  [
    'a column that was not computed',
    '',
    'UPDATE users SET full_name = upper(email), tags = ARRAY[email, email]',
    `UPDATE users SET full_name = NULL WHERE id = 3`,
    ['Rows of `users` whose `full_name` is not as computed'],
  ],
  [
    'an array that is another',
    '',
    'UPDATE users AS u SET full_name = upper(email), tags = ARRAY[u.email, email] WHERE age IS NOT NULL',
    `UPDATE users SET tags = '{a,b}' WHERE id = 3`,
    ['Rows of `users` whose `tags` is not as computed'],
  ],
  [
    'a constraint left unchecked',
    'ALTER TABLE users ADD CONSTRAINT old CHECK (age < 200);',
    'ALTER TABLE users ADD CONSTRAINT young CHECK (age < 100)',
    'ALTER TABLE users DROP CONSTRAINT young, ADD CONSTRAINT young CHECK (age < 100) NOT VALID',
    ['Constraint `young` of `users` is not validated'],
  ],
  [
    'a dropped table that is there',
    'CREATE TABLE gone (id integer);',
    'DROP TABLE gone',
    'CREATE TABLE gone (id integer)',
    ['Table `gone` is still there'],
  ],
  [
    'a new table that is not there',
    '',
    'CREATE TABLE fresh (id integer)',
    'DROP TABLE fresh',
    ['Table `fresh` is there'],
  ],
  [
    'a new column that is not there',
    '',
    'ALTER TABLE users ADD COLUMN nick text',
    'ALTER TABLE users DROP COLUMN nick',
    ['Column `users.nick` is there'],
  ],
];

const BEFORE: readonly (readonly [string, string, string])[] = [
  [
    'ALTER TABLE rooms ADD CONSTRAINT apart EXCLUDE USING gist (room WITH =, during WITH &&)',
    `INSERT INTO rooms VALUES (4, 2, '[2024-01-03,2024-01-09)')`,
    'Pairs of rows of `rooms` that violate `apart`',
  ],
  [
    'ALTER TABLE rooms ADD CONSTRAINT apart EXCLUDE USING gist (during WITH =)',
    `INSERT INTO rooms VALUES (4, 9, '[2024-01-03,2024-01-04)')`,
    'Pairs of rows of `rooms` that violate `apart`',
  ],
];

let laboratory: Laboratory;

beforeAll(async () => {
  await prepareParser();
  laboratory = await Laboratory.open();
  await laboratory.must(`CREATE EXTENSION btree_gist; ${BASE}`);
});

afterEach(async () => {
  await laboratory.run('ROLLBACK');
});

afterAll(() => laboratory.close());

type Queries = ReturnType<typeof validationQueries>;

/** Titles of the queries that answer otherwise than expected. */
async function complaints(queries: Queries): Promise<string[]> {
  const titles: string[] = [];
  for (const { sql, expect: wanted, title } of queries) {
    if (wanted === null) continue;
    const rows = await laboratory.rows(sql);
    const [first] = rows;
    const answer = first === undefined ? `${rows.length} rows` : Object.values(first).join(', ');
    if (answer !== wanted) titles.push(title);
  }
  return titles;
}

describe('after the change', () => {
  test.each(AFTER)('%s is caught', async (...[, made, sql, fault, titles]) => {
    const shipped = await laboratory.catalog();
    await laboratory.must(`BEGIN; ${made}`);
    const rehearsed = await rehearse(laboratory, sql);
    const queries = validationQueries(rehearsed, shipped).filter(({ when }) => when === 'after');
    expect(await complaints(queries)).toEqual([]);
    await laboratory.must(fault);
    expect(await complaints(queries)).toEqual(expect.arrayContaining([...titles]));
  });

  test('a table that held rows before is not compared as a whole', async () => {
    await laboratory.must(`BEGIN; ${PEOPLE} INSERT INTO people (id) VALUES (5000)`);
    const shipped = await laboratory.catalog();
    const queries = validationQueries(await rehearse(laboratory, COPY), shipped);
    expect(queries.filter(({ expect: wanted }) => wanted !== null).map(({ title }) => title)).toEqual([
      MISSING,
      SAMPLE,
    ]);
    expect(await complaints(queries)).toEqual([]);
  });

  test('only the ranges that differ are listed', async () => {
    const shipped = await laboratory.catalog();
    await laboratory.must(
      `BEGIN; ${PEOPLE}; INSERT INTO users (id, email) SELECT i * 3000, 'm' FROM generate_series(1, 20) AS i`,
    );
    const queries = validationQueries(await rehearse(laboratory, COPY), shipped);
    await laboratory.must('DELETE FROM people WHERE id IN (30000, 57000)');
    const sql = queries.find(({ title }) => title === RANGES)?.sql ?? '';
    expect(await laboratory.rows(sql)).toEqual([
      { range: '3', source_rows: '4', target_rows: '3' },
      { range: '5', source_rows: '3', target_rows: '2' },
    ]);
  });

  test.each([
    'UPDATE users SET age = age + 1',
    'UPDATE users SET age = 1 WHERE age IS NULL',
    'UPDATE users SET full_name = now()::text',
    'INSERT INTO users (id) SELECT id + 90000 FROM users',
    `INSERT INTO slugs (id) SELECT id::text FROM users ON CONFLICT DO NOTHING`,
  ])('nothing that cannot be told is asked of %s', async (sql) => {
    await laboratory.must('BEGIN');
    const queries = validationQueries(await rehearse(laboratory, sql), await laboratory.catalog());
    expect(queries.filter(({ expect: wanted }) => wanted !== null)).toEqual([]);
  });
});

test.each([
  'CREATE TABLE fewer AS SELECT id FROM users LIMIT 3',
  'CREATE TABLE timed AS SELECT id, now() FROM users',
  'CREATE TABLE empty AS SELECT id FROM users WITH NO DATA',
  'CREATE TEMPORARY TABLE passing AS SELECT id FROM users',
  'SELECT id INTO TEMPORARY passing FROM users',
])('what is in a new table is not asked of %s', async (sql) => {
  await laboratory.must('BEGIN');
  const queries = validationQueries(await rehearse(laboratory, sql), await laboratory.catalog());
  const titles = queries.filter(({ expect: wanted }) => wanted !== null).map(({ title }) => title);
  expect(titles.filter((title) => !title.endsWith('is there'))).toEqual([]);
});

describe('before the change', () => {
  test.each(BEFORE)('%s', async (sql, fault, title) => {
    await laboratory.must('BEGIN');
    const queries = validationQueries(await rehearse(laboratory, sql)).filter(
      ({ when }) => when === 'before',
    );
    await laboratory.must('ROLLBACK; BEGIN');
    expect(await complaints(queries)).toEqual([]);
    await laboratory.must(fault);
    expect(await complaints(queries)).toEqual([title]);
  });
});
