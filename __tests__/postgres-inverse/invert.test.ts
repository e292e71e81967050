import { citext } from '@electric-sql/pglite/contrib/citext';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareCatalogs } from '../../src/dialects/compare/compare.ts';
import { invert } from '../../src/dialects/postgres/inverse/invert.ts';
import type { Inverse } from '../../src/model/dialect.ts';
import type { Database } from '../postgres-catalog/database.ts';
import { openDatabase } from '../postgres-catalog/database.ts';
import { START, STATEMENTS } from '../postgres-catalog/random-ddl.ts';
import { OBJECT_CASES } from './object-cases.ts';
import { TABLE_CASES } from './table-cases.ts';

let database: Database;

beforeAll(async () => {
  database = await openDatabase({ hstore, citext });
});
afterAll(() => database.close());

/** Runs the change and its inverse; gives what still differs, and the inverse. */
async function thereAndBack(
  base: string,
  up: string,
): Promise<{ drift: string[]; changed: number; inverse: Inverse }> {
  return database.inTransaction(async () => {
    await database.run(base);
    const before = await database.reader.read();
    await database.run(up);
    const after = await database.reader.read();
    const inverse = invert(before, after);
    for (const sql of inverse.sql) await database.run(sql);
    const drift = compareCatalogs(before, await database.reader.read());
    return {
      inverse,
      changed: compareCatalogs(before, after).length,
      drift: drift.filter(({ weight }) => weight === 'real').map(({ text }) => text),
    };
  });
}

test.each([...TABLE_CASES, ...OBJECT_CASES].map((one) => [one.title, one] as const))(
  '%s',
  async (_title, { base, up }) => {
    const { drift, changed } = await thereAndBack(base, up);
    expect(changed).toBeGreaterThan(0);
    expect(drift).toEqual([]);
  },
);

test('nothing to do is no SQL', async () => {
  const { inverse } = await thereAndBack(START, 'SELECT 1');
  expect(inverse).toEqual({ sql: [], lost: [], impossible: [] });
});

const USERS = `CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL DEFAULT 'x');
  CREATE TABLE "User" ("createdBy" text);`;

test.each([
  ['ALTER TABLE users ADD COLUMN a int UNIQUE REFERENCES users', ['ALTER TABLE public.users DROP COLUMN a']],
  ['CREATE TABLE n (id serial PRIMARY KEY, u int REFERENCES users)', ['DROP TABLE public.n']],
  [
    'ALTER TABLE "User" RENAME COLUMN "createdBy" TO x',
    ['ALTER TABLE public."User" RENAME COLUMN x TO "createdBy"'],
  ],
  ['ALTER TABLE users RENAME TO members', ['ALTER TABLE public.members RENAME TO users']],
  [
    `ALTER TABLE users ALTER email SET DEFAULT 'y'`,
    [`ALTER TABLE public.users ALTER COLUMN email SET DEFAULT 'x'::text`],
  ],
  [
    'ALTER TABLE users ALTER email TYPE varchar(9)',
    [
      `ALTER TABLE public.users ALTER COLUMN email DROP DEFAULT, ALTER COLUMN email TYPE text USING email::text, ALTER COLUMN email SET DEFAULT 'x'::text`,
    ],
  ],
  [
    'CREATE SCHEMA s; ALTER TABLE users SET SCHEMA s',
    ['ALTER TABLE s.users SET SCHEMA public', 'DROP SCHEMA s'],
  ],
  [
    'ALTER TABLE "User" ADD COLUMN a int, DROP COLUMN "createdBy"',
    ['ALTER TABLE public."User" DROP COLUMN a', 'ALTER TABLE public."User" ADD COLUMN "createdBy" text'],
  ],
])('the shortest way back from: %s', async (up, sql) => {
  const { inverse } = await thereAndBack(USERS, up);
  expect(inverse.sql).toEqual(sql);
});

test('what was dropped is told as lost', async () => {
  const { inverse } = await thereAndBack(USERS, 'ALTER TABLE users DROP COLUMN email; DROP TABLE "User"');
  expect(inverse.lost).toEqual([
    { kind: 'table', object: '"User"', rows: 0 },
    { kind: 'column', object: 'users.email', rows: 0 },
  ]);
});

test('rows survive a rename and a change of type, there and back', async () => {
  await database.inTransaction(async () => {
    await database.run(`CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (id int, v text, m mood)`);
    await database.run(`INSERT INTO t VALUES (1, 'one', 'a'), (2, 'two', 'b')`);
    const before = await database.reader.read();
    const rows = await database.query('SELECT * FROM t ORDER BY id');
    await database.run(
      `ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME v TO w; ALTER TABLE u ALTER id TYPE bigint; ALTER TYPE mood ADD VALUE 'c'`,
    );
    const inverse = invert(before, await database.reader.read());
    for (const sql of inverse.sql) await database.run(sql);
    expect(await database.query('SELECT * FROM t ORDER BY id')).toEqual(rows);
    expect(inverse.lost).toEqual([]);
  });
});

test('a NOT NULL column comes back on a table that holds rows', async () => {
  await database.inTransaction(async () => {
    await database.run(
      `CREATE TABLE t (id int, a text NOT NULL UNIQUE, b int NOT NULL, c timestamptz NOT NULL)`,
    );
    await database.run(`INSERT INTO t VALUES (1, 'one', 1, now()), (2, 'two', 2, now())`);
    const before = await database.reader.read();
    await database.run('ALTER TABLE t DROP COLUMN a, DROP COLUMN b, DROP COLUMN c');
    for (const sql of invert(before, await database.reader.read()).sql) await database.run(sql);
    const drift = compareCatalogs(before, await database.reader.read());
    expect(drift.filter(({ weight }) => weight === 'real')).toEqual([]);
  });
});

test('an identity that comes back goes on after the values in use', async () => {
  await database.inTransaction(async () => {
    await database.run(
      `CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, v int); INSERT INTO t (v) VALUES (1), (2)`,
    );
    const before = await database.reader.read();
    await database.run('ALTER TABLE t ALTER id DROP IDENTITY');
    for (const sql of invert(before, await database.reader.read()).sql) await database.run(sql);
    await database.run('INSERT INTO t (v) VALUES (3)');
    expect(await database.query('SELECT max(id)::text AS id FROM t')).toEqual([{ id: '3' }]);
  });
});

test('what no SQL brings back is said', async () => {
  const role = await thereAndBack('CREATE ROLE app LOGIN', 'DROP ROLE app');
  expect(role.inverse.impossible).toEqual([
    'The password of role app is not in the catalog and has to be set by hand.',
  ]);
  const cast = await thereAndBack(
    'CREATE TABLE t (a timestamp)',
    'ALTER TABLE t ALTER a TYPE bigint USING 0',
  );
  expect(cast.inverse.impossible).toEqual([
    'Values of column t.a go from bigint back to timestamp without time zone by way of text, which may not fit.',
  ]);
});

test('random sequences of changes go back', async () => {
  let worked = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...STATEMENTS), { minLength: 4, maxLength: 14 }),
      async (statements) => {
        await database.inTransaction(async () => {
          await database.run(START);
          const before = await database.reader.read();
          for (const sql of statements) {
            await database.run('SAVEPOINT one');
            const isDone = await database.run(sql).then(
              () => true,
              () => false,
            );
            if (isDone) worked += 1;
            else await database.run('ROLLBACK TO one');
          }
          const { sql } = invert(before, await database.reader.read());
          for (const one of sql) await database.run(one);
          const drift = compareCatalogs(before, await database.reader.read());
          expect(drift.filter(({ weight }) => weight === 'real').map(({ text }) => text)).toEqual([]);
        });
      },
    ),
    { numRuns: 40, seed: 20260102 },
  );
  expect(worked).toBeGreaterThan(60);
});
