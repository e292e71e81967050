import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { walkBlock } from '../../src/dialects/postgres/reconcile/walk-block.ts';
import { copied } from '../../src/dialects/postgres/validation/copied-rows.ts';
import { Laboratory } from '../postgres-rows/laboratory.ts';

let laboratory: Laboratory;

beforeAll(async () => {
  laboratory = await Laboratory.open();
});

beforeEach(async () => {
  await laboratory.must(`
DROP TABLE IF EXISTS old, new CASCADE;
CREATE TABLE old (shop integer, id text, total numeric, PRIMARY KEY (shop, id));
INSERT INTO old SELECT i % 3, 'n' || i, i FROM generate_series(1, 25000) AS i;
CREATE TABLE new (LIKE old INCLUDING ALL);
INSERT INTO new SELECT * FROM old;`);
});

afterAll(() => laboratory.close());

const COLUMNS = [copied('shop', 'integer'), copied('id', 'text'), copied('total', 'numeric')];

/** The block over two tables, or over what stands for the new one. */
function block(target = 'new'): string {
  const list = COLUMNS.map(({ name }) => name).join(', ');
  return (
    walkBlock({
      source: `SELECT ${list} FROM old`,
      target: `SELECT ${list} FROM ${target}`,
      name: '`new`',
      sourceName: '`old`',
      reason: '',
      columns: COLUMNS,
      key: ['shop', 'id'],
      isAlone: true,
    }) ?? ''
  );
}

async function errorOf(sql: string): Promise<string | null> {
  const outcome = await laboratory.run(sql);
  return outcome.ok ? null : outcome.message;
}

test('sides that agree go through, whatever the key is made of', async () => {
  expect(await errorOf(block())).toBeNull();
});

test.each([
  ['a value in the first range', `UPDATE new SET total = 0 WHERE id = 'n3'`],
  ['a value in the last range', `UPDATE new SET total = 0 WHERE id = 'n24998'`],
  ['a row that is missing', `DELETE FROM new WHERE id = 'n12000'`],
  ['a row beyond the last key of the source', `INSERT INTO new VALUES (9, 'z', 1)`],
  ['a row before the first key of the source', `INSERT INTO new VALUES (-9, 'a', 1)`],
])('%s is found', async (_, fault) => {
  await laboratory.must(fault);
  expect(await errorOf(block())).toBe('1 ranges differ');
});

test('a difference in every range is counted for each', async () => {
  await laboratory.must('UPDATE new SET total = total + 1');
  expect(await errorOf(block())).toBe('3 ranges differ');
});

test('a range that differs only for a moment is not reported', async () => {
  await laboratory.must(`
CREATE SEQUENCE IF NOT EXISTS readings;
SELECT setval('readings', 1);
CREATE VIEW written AS SELECT shop, id, CASE WHEN id = 'n3' AND nextval('readings') = 2 THEN -1 ELSE total END AS total FROM new;`);
  expect(await errorOf(block('written'))).toBeNull();
  expect(await laboratory.rows(`SELECT last_value > 2 AS read FROM readings`)).toEqual([{ read: 't' }]);
});

test('broken off, it goes on after the last range that it compared', async () => {
  await laboratory.must(`UPDATE new SET total = 0 WHERE id = 'n3'`);
  await laboratory.must(`SET reconcile.new_shop = '0'; SET reconcile.new_id = 'n9999'`);
  expect(await errorOf(block())).toBeNull();
  // Once it has gone through, it begins at the start again.
  expect(await errorOf(block())).toBe('1 ranges differ');
});
