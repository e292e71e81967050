import { beforeAll, describe, expect, test } from '@jest/globals';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import { FEATURES, featureLink } from '../../src/dialects/postgres/versions/features.ts';
import { readOne } from '../postgres-parse/read.ts';
import { SAMPLES } from './samples.ts';

/** Features that are no more than a name: what makes a sample of the name. */
const MADE: Readonly<Record<string, (name: string) => string>> = {
  function: (name) => `SELECT ${name}(id) FROM users`,
  parameter: (name) => `SET LOCAL ${name} = 0`,
  role: (name) => `GRANT ${name} TO app`,
};

beforeAll(prepareParser);

function idsIn(sql: string): string[] {
  return (readOne(sql).features ?? []).map(({ id }) => id);
}

function samplesOf(id: string, name: string): readonly string[] {
  const [kind = ''] = id.split('-');
  const bare = /`(\w+)`/.exec(name)?.[1] ?? '';
  const make = MADE[kind];
  return SAMPLES[id] ?? (make === undefined ? [] : [make(bare)]);
}

describe.each(FEATURES.map((feature) => [feature.id, feature] as const))('%s', (id, feature) => {
  test('has samples that show it', () => {
    const samples = samplesOf(id, feature.name);

    expect(samples.length).toBeGreaterThan(0);
    for (const sql of samples) expect(idsIn(sql)).toContain(id);
  });

  test('says since when, where that stands and what to do instead', () => {
    expect(feature.since).toBeGreaterThanOrEqual(14);
    expect(feature.since).toBeLessThanOrEqual(18);
    expect(featureLink(feature)).toMatch(/^https:\/\/www\.postgresql\.org\/docs\/1[4-8]\/[a-z0-9-]+\.html$/);
    expect(feature.name).toMatch(/^[A-Z`]/);
    expect(feature.instead).toMatch(/^[A-Z].*\.$/);
  });
});

test('every sample belongs to a feature, and every id is there once', () => {
  const ids = FEATURES.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(Object.keys(SAMPLES)));
});

/** Close to a feature, and as old as PostgreSQL 13. */
test.each([
  'CREATE TABLE t (a integer NOT NULL, b integer CHECK (b > 1), c integer REFERENCES users, d numeric(9, 2), UNIQUE (a))',
  'CREATE TABLE t (a integer CONSTRAINT n NOT NULL, b integer GENERATED ALWAYS AS (a + 1) STORED)',
  'CREATE DOMAIN d AS integer CHECK (value > 0) NOT NULL',
  'ALTER DOMAIN d ADD CHECK (value > 0) NOT VALID',
  'ALTER TABLE users ADD CHECK (id > 1) NOT VALID',
  'ALTER TABLE users ALTER CONSTRAINT users_key DEFERRABLE',
  'ALTER TABLE users ALTER COLUMN name SET STATISTICS 10',
  'ALTER TABLE users ALTER COLUMN name SET STORAGE EXTERNAL',
  'ALTER TABLE part DETACH PARTITION part1',
  'ALTER TABLE users OWNER TO CURRENT_USER',
  'CREATE TRIGGER t AFTER INSERT ON users EXECUTE FUNCTION touch()',
  'CREATE VIEW v WITH (security_barrier) AS SELECT * FROM (SELECT 1) AS x',
  'CREATE STATISTICS s ON id, name FROM users',
  'CREATE PUBLICATION p FOR TABLE users',
  "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
  'CREATE INDEX ON users USING brin (id int4_minmax_ops)',
  'CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO users VALUES (1) RETURNING new.id',
  'UPDATE users new SET id = 2 RETURNING new.id',
  'DELETE FROM users RETURNING id',
  'GRANT SELECT ON users TO app',
  'GRANT app TO reader WITH ADMIN OPTION',
  'VACUUM (FULL, ANALYZE) users',
  'VACUUM (INDEX_CLEANUP off) users',
  'ANALYZE users',
  "COPY users FROM '/tmp/users' WITH (FORMAT csv, HEADER)",
  "SELECT json_object('{a,b}'), JSON('1'), now() AT TIME ZONE 'UTC', public.uuidv7(), tags[1], tags['2']",
  'SET LOCAL lock_timeout = 0',
])('%s needs no newer server', (sql) => {
  expect(idsIn(sql)).toEqual([]);
});

test('the body of an SQL function is looked into, that of another language is not', () => {
  const body = 'SELECT any_value(id) FROM users';

  expect(idsIn(`CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ ${body} $$`)).toEqual([
    'function-any-value',
  ]);
  expect(idsIn(`CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$ ${body} $$`)).toEqual([]);
});

test('a feature of partitioned tables names the table, a function its name', () => {
  expect(readOne('REINDEX TABLE sales.orders').features).toMatchObject([{ partitioned: 'sales.orders' }]);
  expect(readOne('SELECT pg_catalog.uuidv7()').features).toMatchObject([{ builtIn: 'uuidv7', since: 18 }]);
});
