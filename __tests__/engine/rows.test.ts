import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { judgedRows, wronglyJudged } from './judged-rows.ts';
import { SCHEMA } from './lock-table.ts';
import { ROW_CASES, ROWS } from './row-expectations.ts';
import { effectsLine, mustRun, openEngine } from './open-engine.ts';

let engine: EmbeddedPostgres;

beforeAll(async () => {
  engine = await openEngine();
  await mustRun(engine, [SCHEMA]);
});
afterAll(() => engine.close());

const judged = (sql: string, relation: string): Promise<readonly unknown[]> =>
  judgedRows(engine, sql, relation);

test.each(ROW_CASES)('empty tables: %s → %s %s', async (sql, relation, work, blocks) => {
  expect(await judged(sql, relation)).toEqual([work, blocks]);
});

test('the same answers with rows in the tables, and no trace of the estimates', async () => {
  await mustRun(engine, ROWS);
  expect(await wronglyJudged(ROW_CASES, judged)).toEqual([]);
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
