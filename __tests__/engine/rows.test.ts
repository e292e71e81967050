import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { SCHEMA } from './lock-table.ts';
import { effectsLine, mustRun, openEngine } from './open-engine.ts';

let engine: EmbeddedPostgres;

beforeAll(async () => {
  engine = await openEngine();
  await mustRun(engine, [SCHEMA]);
});
afterAll(() => engine.close());

/** Work and what it blocks, on the first relation named. */
const CASES: readonly (readonly [sql: string, relation: string, work: string, blocks: string])[] = [
  ['UPDATE users SET age = 1', 'users', 'rows', 'writes'],
  ['UPDATE users SET age = 1 WHERE age IS NULL', 'users', 'rows', 'writes'],
  ["UPDATE users SET age = 1 WHERE name = 'a' AND note = 'b' AND age = 3", 'users', 'rows', 'writes'],
  ['UPDATE users SET age = 1 WHERE id > 1000', 'users', 'rows', 'writes'],
  ['UPDATE users SET age = 1 WHERE id % 2 = 0', 'users', 'rows', 'writes'],
  ['UPDATE users SET age = 1 WHERE id = 5', 'users', 'metadata', 'schema-changes'],
  ["UPDATE users SET age = 1 WHERE email = 'a'", 'users', 'metadata', 'schema-changes'],
  ['UPDATE users SET age = 1 WHERE id IN (1, 2, 3)', 'users', 'metadata', 'schema-changes'],
  ['UPDATE users SET age = 1 WHERE id BETWEEN 1 AND 1000', 'users', 'metadata', 'schema-changes'],
  [
    'UPDATE users SET age = 1 WHERE id IN (SELECT id FROM users WHERE age IS NULL ORDER BY id LIMIT 1000)',
    'users',
    'metadata',
    'schema-changes',
  ],
  ['UPDATE orders SET total = 1 WHERE id = 1 AND user_id = 2', 'orders', 'metadata', 'schema-changes'],
  ['UPDATE users SET age = o.total FROM orders o WHERE o.user_id = users.id', 'users', 'rows', 'writes'],
  ['UPDATE users SET age = o.total FROM orders o WHERE o.user_id = users.id', 'orders', 'scan', 'nothing'],
  ['UPDATE part SET k = 1', 'part1', 'rows', 'writes'],
  ['UPDATE sales."Big Deals" SET v = 1', 'sales."Big Deals"', 'rows', 'writes'],
  ['DELETE FROM users', 'users', 'rows', 'writes'],
  ['DELETE FROM orders WHERE id = 1', 'orders', 'metadata', 'schema-changes'],
  ["INSERT INTO orders VALUES (1, 2, 3, 'x')", 'orders', 'metadata', 'schema-changes'],
  ['INSERT INTO orders (id) SELECT id FROM users', 'orders', 'rows', 'schema-changes'],
  ['INSERT INTO orders (id) SELECT id FROM users', 'users', 'scan', 'nothing'],
  [
    'MERGE INTO orders o USING users u ON u.id = o.user_id WHEN MATCHED THEN UPDATE SET total = 0',
    'orders',
    'rows',
    'writes',
  ],
  ['SELECT * FROM users FOR UPDATE', 'users', 'scan', 'writes'],
  ['SELECT * FROM users WHERE id = 1 FOR UPDATE', 'users', 'metadata', 'schema-changes'],
  ['SELECT * FROM users LIMIT 10 FOR UPDATE', 'users', 'metadata', 'schema-changes'],
  ['SELECT count(*) FROM users', 'users', 'scan', 'nothing'],
  [
    'WITH gone AS (DELETE FROM lone WHERE v > 4 RETURNING id) INSERT INTO orders (id) SELECT id FROM gone',
    'lone',
    'rows',
    'writes',
  ],
  ['DO $$ BEGIN UPDATE users SET age = 1; END $$', 'users', 'rows', 'writes'],
  ["DO $$ BEGIN INSERT INTO orders VALUES (9, 2, 3, 'x'); END $$", 'orders', 'rows', 'schema-changes'],
];

async function judged(sql: string, relation: string): Promise<readonly unknown[]> {
  await mustRun(engine, ['BEGIN']);
  const { effects, error } = await engine.observe(sql, true);
  await mustRun(engine, ['ROLLBACK']);
  expect(error).toBeNull();
  const effect = effects.find((each) => each.relation === relation);
  return [effect?.work, effect?.blocks];
}

test.each(CASES)('empty tables: %s → %s %s', async (sql, relation, work, blocks) => {
  expect(await judged(sql, relation)).toEqual([work, blocks]);
});

test('the same answers with rows in the tables, and no trace of the estimates', async () => {
  await mustRun(engine, [
    "INSERT INTO users (id, email, about, age) SELECT n, 'e' || n, 'about', n FROM generate_series(110, 112) n",
    "INSERT INTO orders SELECT n, n, n, 'c' FROM generate_series(210, 212) n",
    'INSERT INTO lone VALUES (10, 10)',
    'INSERT INTO part VALUES (10, 10)',
  ]);
  const wrong: unknown[] = [];
  for (const [sql, relation, work, blocks] of CASES) {
    const answer = await judged(sql, relation);
    if (answer.join() !== [work, blocks].join()) wrong.push([sql, relation, answer]);
  }
  expect(wrong).toEqual([]);
  const [outcome] = await mustRun(engine, [
    "SELECT max(reltuples) AS most FROM pg_class WHERE relkind = 'r' AND oid >= 16384",
  ]);
  expect(outcome).toMatchObject({ ok: true, rows: [{ most: '-1' }] });
});

test('rows are counted per relation, through triggers and cascades too', async () => {
  await mustRun(engine, [
    'CREATE TABLE parents (id integer PRIMARY KEY)',
    'CREATE TABLE children (id integer PRIMARY KEY, parent integer REFERENCES parents ON DELETE CASCADE)',
    'INSERT INTO parents VALUES (1), (2)',
    'INSERT INTO children VALUES (1, 1), (2, 1), (3, 2)',
  ]);
  const { rows, effects } = await engine.observe('DELETE FROM parents WHERE id = 1', true);
  expect(rows).toEqual([
    { relation: 'children', inserted: 0, updated: 0, deleted: 2 },
    { relation: 'parents', inserted: 0, updated: 0, deleted: 1 },
  ]);
  // The foreign key has no index: finding the children reads the table.
  expect(effects.find(({ relation }) => relation === 'children')).toMatchObject({
    work: 'rows',
    blocks: 'writes',
  });
});

test('a table made in the same transaction is judged like any other once it is there', async () => {
  await mustRun(engine, ['BEGIN', 'CREATE TABLE fresh (id integer)']);
  const observation = await engine.observe('INSERT INTO fresh SELECT id FROM users', true);
  await mustRun(engine, ['ROLLBACK']);
  expect(effectsLine(observation)).toBe('fresh RX rows, users AS scan');
});
