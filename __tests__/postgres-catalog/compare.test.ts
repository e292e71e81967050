import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compareCatalogs } from '../../src/dialects/compare/compare.ts';
import type { Drift } from '../../src/model/drift.ts';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';

let database: Database;

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

async function drift(base: string, change: string): Promise<readonly Drift[]> {
  return database.inTransaction(async () => {
    await database.run(base);
    const before = await database.reader.read();
    await database.run(change);
    return compareCatalogs(before, await database.reader.read());
  });
}

/** The sentence without the marks that tell names from words. */
function plainText({ text }: Drift): string {
  return text.replaceAll('`', '');
}

const BASE = `CREATE TABLE users (id serial PRIMARY KEY, email text DEFAULT 'x' NOT NULL, age int CHECK (age > 0));
  CREATE INDEX users_email_idx ON users (email);`;

test.each([
  [
    'ALTER TABLE users ALTER email DROP DEFAULT',
    `Column users.email comes back without its default 'x'::text.`,
  ],
  ['ALTER TABLE users ALTER email DROP NOT NULL', 'Column users.email comes back without NOT NULL.'],
  ['DROP INDEX users_email_idx', 'Index users_email_idx is missing.'],
  ['ALTER TABLE users ADD COLUMN extra int UNIQUE', 'Column users.extra is left over.'],
  ['ALTER TABLE users ALTER age TYPE bigint', 'Column users.age comes back as bigint instead of integer.'],
  ['DROP TABLE users', 'Table users is missing.'],
  ['ALTER TABLE users DROP CONSTRAINT users_pkey', 'Primary key users.users_pkey is missing.'],
  [
    'CREATE TABLE notes (id serial PRIMARY KEY, t text); CREATE INDEX ON notes (t)',
    'Table notes is left over.',
  ],
  [
    `COMMENT ON TABLE users IS 'people'`,
    'Table users comes back with comment people, which it did not have.',
  ],
  ['ALTER TABLE users ENABLE ROW LEVEL SECURITY', 'Table users comes back with row security.'],
])('%s', async (change, text) => {
  const found = await drift(BASE, change);
  expect(found.map(plainText)).toEqual([text]);
  expect(found[0]?.weight).toBe('real');
});

test('a fact that differs carries its key and both values', async () => {
  const [found] = await drift(BASE, 'ALTER TABLE users ALTER email DROP DEFAULT');
  expect(found).toMatchObject({ kind: 'changed', fact: 'default', before: `'x'::text`, after: null });
});

test('column order alone is cosmetic', async () => {
  const found = await drift(
    BASE,
    'ALTER TABLE users DROP COLUMN age; ALTER TABLE users ADD COLUMN age int CHECK (age > 0)',
  );
  expect(found).toEqual([]);
  const moved = await drift(
    BASE,
    "ALTER TABLE users DROP COLUMN email; ALTER TABLE users ADD COLUMN email text DEFAULT 'x' NOT NULL; CREATE INDEX users_email_idx ON users (email)",
  );
  expect(moved.map(({ fact, weight }) => [fact, weight])).toEqual([
    ['position', 'cosmetic'],
    ['position', 'cosmetic'],
  ]);
});

test('names of not-null constraints, indexes and sequences alone are cosmetic', async () => {
  const found = await drift(
    BASE,
    'ALTER TABLE users RENAME CONSTRAINT users_email_not_null TO other; ALTER INDEX users_email_idx RENAME TO idx1; ALTER SEQUENCE users_id_seq RENAME TO users_id_seq1',
  );
  expect(found.map(({ weight }) => weight)).toEqual(found.map(() => 'cosmetic'));
  expect(found.map(plainText)).toContain('Index users_email_idx comes back under the name idx1.');
});

test('white space of a function is cosmetic, a string in it is not', async () => {
  const base = `CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'a  b' $$`;
  const [layout] = await drift(
    base,
    `CREATE OR REPLACE FUNCTION f() RETURNS text LANGUAGE sql AS $$\n SELECT   'a  b'\n$$`,
  );
  expect(layout?.weight).toBe('cosmetic');
  const [value] = await drift(
    base,
    `CREATE OR REPLACE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'a b' $$`,
  );
  expect(value?.weight).toBe('real');
});

test('parentheses that change the meaning are real', async () => {
  const base = 'CREATE TABLE t (a bool, b bool, c bool, CONSTRAINT k CHECK ((a OR b) AND c))';
  const [found] = await drift(
    base,
    'ALTER TABLE t DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (a OR (b AND c))',
  );
  expect(found?.weight).toBe('real');
});

test('real differences come before cosmetic ones, each in order of names', async () => {
  const found = await drift(
    `${BASE} CREATE TABLE z (a int, b int)`,
    'ALTER TABLE z DROP COLUMN a; DROP INDEX users_email_idx; ALTER TABLE z ADD COLUMN a int',
  );
  expect(found.map(({ object, weight }) => [object, weight])).toEqual([
    ['users_email_idx', 'real'],
    ['z.a', 'cosmetic'],
    ['z.b', 'cosmetic'],
  ]);
});
