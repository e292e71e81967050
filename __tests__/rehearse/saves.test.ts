import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Dialect } from '../../src/model/dialect.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import type { SavedRows } from '../../src/model/saves.ts';
import { openEngine } from '../engine/open-engine.ts';
import { rehearseOn } from './history.ts';

const BASE = `CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, age integer);
CREATE TABLE "Old Orders" (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint REFERENCES users (id));
CREATE TYPE mood AS ENUM ('good', 'bad');
ALTER TABLE users ADD COLUMN mood mood;
CREATE TABLE days (id bigint PRIMARY KEY, mood mood);
CREATE TABLE keyless (n integer, note text);`;

let engine: Engine;
let empty: Mark;

beforeAll(async () => {
  await postgres.prepare();
  engine = await openEngine({ deadline: 300_000 });
  empty = await engine.mark();
});

afterAll(() => engine.close());

async function rehearsed(dialect: Dialect, ...head: readonly string[]): Promise<Rehearsal> {
  await engine.rewind(empty);
  return rehearseOn(engine, { base: BASE, head }, { saves: true }, dialect);
}

async function savesOf(...head: readonly string[]): Promise<readonly SavedRows[]> {
  return (await rehearsed(postgres, ...head)).saves ?? [];
}

/** Of a migration: what is saved, and before which way. */
const KEPT: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
  ['values of a new column', 'ALTER TABLE users ADD COLUMN phone text;', [['users.phone', 'way-back']]],
  [
    'rows of a new table, and of one that refers to it',
    'CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text); CREATE TABLE desks (id bigint PRIMARY KEY, shop integer NOT NULL REFERENCES shops (id));',
    [
      ['shops', 'way-back'],
      ['desks', 'way-back'],
    ],
  ],
  ['values of a column that goes', 'ALTER TABLE users DROP COLUMN age;', [['users.age', 'change']]],
  ['rows of a table that goes', 'DROP TABLE "Old Orders";', [['"Old Orders"', 'change']]],
  [
    'both',
    'ALTER TABLE users ADD COLUMN years integer; ALTER TABLE users DROP COLUMN age;',
    [
      ['users.age', 'change'],
      ['users.years', 'way-back'],
    ],
  ],
  [
    'values and rows of a type that goes as well',
    'ALTER TABLE users DROP COLUMN mood; DROP TABLE days; DROP TYPE mood;',
    [
      ['days', 'change'],
      ['users.mood', 'change'],
    ],
  ],
  ['nothing of a rename', 'ALTER TABLE users RENAME COLUMN age TO years;', []],
  ['nothing where no key tells rows apart', 'ALTER TABLE keyless ADD COLUMN more text;', []],
  [
    'nothing of a computed column',
    'ALTER TABLE users ADD COLUMN next integer GENERATED ALWAYS AS (age + 1) STORED;',
    [],
  ],
];

test.each(KEPT)('%s', async (_, up, kept) => {
  const saves = await savesOf(up);
  expect(saves.map(({ object, before }) => [object, before])).toEqual(kept);
});

test('each migration is saved in the state in which it is taken back', async () => {
  const saves = await savesOf(
    'ALTER TABLE users ADD COLUMN phone text;',
    'ALTER TABLE users RENAME COLUMN phone TO tel; ALTER TABLE users DROP COLUMN age;',
  );
  expect(saves.map(({ object, before, path }) => [object, before, path])).toEqual([
    ['users.phone', 'way-back', '0002.sql'],
    ['users.age', 'change', '0003.sql'],
  ]);
});

test('a review that writes batches does not pay for what only plans print', async () => {
  await engine.rewind(empty);
  const batch = { rows: 200, pause: 50 };
  const rehearsal = await rehearseOn(engine, { base: BASE, head: [PHONE] }, { batch });
  expect(rehearsal.saves).toBeUndefined();
});

const PHONE = 'ALTER TABLE users ADD COLUMN phone text;';
const SPOILS: readonly (readonly [string, Partial<SavedRows>])[] = [
  ['keeps no rows', { sql: ['CREATE TABLE kept_users_phone AS SELECT id, phone FROM users WHERE false'] }],
  ['keeps other values', { sql: ['CREATE TABLE kept_users_phone AS SELECT id, email AS phone FROM users'] }],
  ['does not run', { sql: ['CREATE TABLE kept_users_phone AS SELECT id, telephone FROM users'] }],
  ['puts nothing back', { restore: ['SELECT 1'] }],
  [
    'puts values of one row into all',
    { restore: ['UPDATE users SET phone = (SELECT max(phone) FROM kept_users_phone)'] },
  ],
];

test.each(SPOILS)('what %s is not told', async (_, spoil) => {
  const dialect: Dialect = {
    ...postgres,
    saves: (from, to) => (postgres.saves?.(from, to) ?? []).map((save) => ({ ...save, ...spoil })),
  };
  expect((await rehearsed(dialect, PHONE)).saves).toEqual([]);
});

test('the SQL that is told names what it keeps', async () => {
  expect(await savesOf(PHONE)).toEqual([
    {
      relation: 'users',
      object: 'users.phone',
      what: 'the values of `users.phone`',
      kept: '`kept_users_phone`',
      sql: [
        'CREATE TABLE public.kept_users_phone AS SELECT id, phone FROM public.users WHERE phone IS NOT NULL',
      ],
      tidy: ['DROP TABLE public.kept_users_phone'],
      version: '0002',
      restore: [
        'UPDATE public.users AS held SET phone = kept.phone\nFROM public.kept_users_phone AS kept WHERE held.id = kept.id',
      ],
      before: 'way-back',
      path: '0002.sql',
    },
  ]);
});
