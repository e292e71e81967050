import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Engine } from '../../src/model/engine.ts';
import { mustRun } from '../engine/open-engine.ts';
import { openEngine } from './open-engine.ts';
import { StepCounter } from './step-counter.ts';
import { ROWS, SCHEMA, WORK } from './work-expectations.ts';

/** `OP_Count` takes one step for all pages; rows of one key are no scan, however many have it. */
const NOT_BY_STEPS = new Set(['SELECT count(*) FROM users', 'SELECT total FROM orders WHERE user_id = 1']);

let counter: StepCounter;
beforeAll(async () => {
  counter = await StepCounter.open();
});

describe('the work that a program shows is the work that grows with the tables', () => {
  test.each(WORK.filter(([sql]) => !NOT_BY_STEPS.has(sql)))('%s', (sql, effects) => {
    expect(counter.growth(sql).steps).toBe(/ (?:scan|index-build|rewrite|rows)(?:,|$)/.test(effects));
  });
});

const FILTERS = [
  '',
  'WHERE age = 2',
  'WHERE id = 3',
  'WHERE id > 5',
  'WHERE id BETWEEN 2 AND 6',
  "WHERE email = 'a7'",
  'WHERE note IS NULL',
  'WHERE id IN (1, 2, 3)',
  'WHERE age = 2 OR id = 7',
  'WHERE id IN (SELECT user_id FROM orders)',
  'WHERE EXISTS (SELECT 1 FROM orders WHERE user_id = users.id)',
  'WHERE NOT EXISTS (SELECT 1 FROM audit WHERE what = email)',
];
const FORMS: readonly ((filter: string) => string)[] = [
  (filter) => `SELECT id, age FROM users ${filter}`,
  (filter) => `SELECT id, age FROM users ${filter} ORDER BY note, id`,
  (filter) => `SELECT id, age FROM users ${filter} ORDER BY note LIMIT 3`,
  (filter) => `SELECT max(id), min(age) FROM users ${filter}`,
  (filter) => `SELECT max(id), email FROM users ${filter} GROUP BY email`,
  (filter) => `SELECT DISTINCT id, age FROM users ${filter}`,
  (filter) => `SELECT id, row_number() OVER (PARTITION BY age ORDER BY note) FROM users ${filter}`,
  (filter) => `SELECT id, age FROM users ${filter} UNION SELECT id, total FROM orders WHERE id < 3`,
  (filter) => `SELECT id, age FROM users ${filter} EXCEPT SELECT a, b FROM pairs`,
  (filter) =>
    `WITH c AS MATERIALIZED (SELECT id, age FROM users ${filter}) SELECT c.id, d.age FROM c JOIN c AS d USING (id)`,
  (filter) => `SELECT o.id, age FROM orders o JOIN (SELECT * FROM users ${filter}) u ON u.id = o.id`,
  (filter) =>
    `SELECT o.id, u.age FROM (SELECT * FROM users ${filter}) u LEFT JOIN orders o ON o.total = u.id`,
  (filter) =>
    `WITH RECURSIVE r(id, age) AS (SELECT id, age FROM users ${filter} UNION SELECT id + 1, age FROM r WHERE id < 4) SELECT * FROM r`,
];
const SINKS: readonly ((query: string) => string)[] = [
  (query) => `INSERT OR IGNORE INTO pairs ${query}`,
  (query) => `INSERT INTO audit SELECT 1 FROM (${query})`,
  (query) => `REPLACE INTO orders (id, total) ${query}`,
  (query) => `UPDATE users SET note = 'n' WHERE (id, age) IN (${query})`,
  (query) => `DELETE FROM orders WHERE EXISTS (${query})`,
  (query) => `DELETE FROM pairs WHERE (a, b) IN (${query})`,
  (query) => `CREATE TABLE made AS ${query}`,
  (query) => query,
];

describe('whatever the statement', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine();
    await mustRun(engine, [...SCHEMA, ...ROWS]);
  });
  afterAll(() => engine.close());

  test('no work that grows is told to be bounded', async () => {
    const statements = fc
      .tuple(fc.constantFrom(...FILTERS), fc.constantFrom(...FORMS), fc.constantFrom(...SINKS))
      .map(([filter, form, sink]) => sink(form(filter)));
    await fc.assert(
      fc.asyncProperty(statements, async (sql) => {
        await mustRun(engine, ['BEGIN']);
        const { effects, error } = await engine.observe(sql, true);
        await mustRun(engine, ['ROLLBACK']);
        expect(error).toBeNull();
        const works = effects.map(({ work }) => work);
        const grows = counter.growth(sql);
        if (grows.steps) expect(works).not.toEqual(works.map(() => 'metadata'));
        if (grows.changes) expect(works).toContain('rows');
      }),
      { numRuns: 120 },
    );
  });
});
