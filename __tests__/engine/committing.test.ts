import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { effectsLine, mustRun, openEngine } from './open-engine.ts';

let engine: EmbeddedPostgres;

beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());
beforeEach(() =>
  mustRun(engine, [
    'DROP TABLE IF EXISTS people CASCADE',
    'CREATE TABLE people (id integer PRIMARY KEY, status text)',
    'INSERT INTO people SELECT g FROM generate_series(1, 9) g',
    `CREATE OR REPLACE PROCEDURE in_batches() LANGUAGE plpgsql AS $$ BEGIN
       FOR lo IN 0..8 BY 3 LOOP UPDATE people SET status = 'seen' WHERE id BETWEEN lo AND lo + 3; COMMIT; END LOOP; END $$`,
    `CREATE OR REPLACE PROCEDURE at_once() LANGUAGE plpgsql AS $$ BEGIN
       FOR n IN 1..2 LOOP PERFORM n; END LOOP; UPDATE people SET status = 'seen'; COMMIT; END $$`,
  ]),
);

const BATCHES = `DO $$ DECLARE lo integer := 0; BEGIN
  WHILE lo < 9 LOOP UPDATE people SET status = 'seen' WHERE id > lo AND id <= lo + 3; COMMIT; lo := lo + 3; END LOOP;
END $$`;

test.each([
  [BATCHES, 'people RX rows', 'schema-changes'],
  ['CALL in_batches()', 'people RX rows', 'schema-changes'],
  ["DO $$ BEGIN UPDATE people SET status = 'seen'; COMMIT; END $$", 'people RX rows', 'writes'],
  ['CALL at_once()', 'people RX rows', 'writes'],
  ['DO $$ BEGIN CREATE INDEX ON people (status); COMMIT; END $$', 'people S index-build', 'writes'],
  [
    'DO $$ BEGIN ALTER TABLE people ALTER COLUMN id TYPE bigint; COMMIT; END $$',
    'people AX rewrite',
    'reads-and-writes',
  ],
])('%s: what is committed on the way is seen afterwards', async (sql, line, blocks) => {
  const observation = await engine.observe(sql, !sql.startsWith('DO'));
  expect(observation.error).toBeNull();
  expect(effectsLine(observation)).toBe(line);
  expect(observation.effects.map((effect) => effect.blocks)).toEqual([blocks]);
});

test('the rows are counted', async () => {
  const { rows } = await engine.observe(BATCHES, false);
  expect(rows).toEqual([{ relation: 'people', inserted: 0, updated: 9, deleted: 0 }]);
});
