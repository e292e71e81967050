import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BackfillDraft } from '../../src/model/backfill.ts';
import { mustRun, valueOf } from '../engine/open-engine.ts';
import { Bench, WISH } from './bench.ts';

const ITEMS = `CREATE TABLE items (id integer PRIMARY KEY, n integer, CHECK (n < 1000));
INSERT INTO items SELECT i, i % 7 FROM generate_series(1, 100) AS i; UPDATE items SET n = 999 WHERE id IN (17, 18, 60);`;
const ADD = 'UPDATE items SET n = n + 1';
const SMALL = { ...WISH, batch: { rows: 10, pause: 0 } };

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open();
});

afterAll(() => bench.close());

async function prepared(base: string, sql: string): Promise<BackfillDraft> {
  const draft = await bench.mustWrite(base, sql, SMALL);
  await mustRun(bench.engine, [...draft.prepare, draft.trial.make ?? '']);
  return draft;
}

async function rows(sql: string): Promise<readonly unknown[]> {
  const outcome = await bench.engine.run(sql);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.rows;
}

describe('rows that fail', () => {
  test('are noted with their error, and all others are changed once', async () => {
    const { trial, skipped, progress } = await prepared(ITEMS, ADD);
    await mustRun(bench.engine, [trial.run ?? '']);
    expect(await rows(skipped.replace('SELECT *', 'SELECT row_id, code'))).toEqual(
      ['17', '18', '60'].map((id) => ({ row_id: id, code: '23514' })),
    );
    expect(await rows(progress)).toEqual([
      { done: '100', total: '100', changed: '97', skipped: '3', finished: 't' },
    ]);
    expect(await rows('SELECT count(*) AS n FROM items WHERE n = id % 7 + 1')).toEqual([{ n: '97' }]);
  });

  test('are found by the script form, too', async () => {
    const { trial, progress } = await prepared(ITEMS, ADD);
    await mustRun(bench.engine, [trial.start, ...Array.from({ length: 40 }, () => trial.step)]);
    expect(await rows(progress)).toEqual([
      { done: '100', total: '100', changed: '97', skipped: '3', finished: 't' },
    ]);
  });

  test('by a constraint that is checked at the commit are noted as well', async () => {
    const base = `CREATE TABLE groups (id integer PRIMARY KEY); INSERT INTO groups VALUES (1);
CREATE TABLE items (id text PRIMARY KEY, g integer REFERENCES groups DEFERRABLE INITIALLY DEFERRED, wanted integer);
INSERT INTO items SELECT 'k' || i, 1, CASE WHEN i = 5 THEN 2 ELSE 1 END FROM generate_series(1, 30) AS i;`;
    const { trial, skipped } = await prepared(base, 'UPDATE items SET g = wanted');
    await mustRun(bench.engine, [trial.run ?? '']);
    expect(await rows(skipped.replace('SELECT *', 'SELECT row_id, code'))).toEqual([
      { row_id: 'k5', code: '23503' },
    ]);
  });
});

describe('a run', () => {
  test('that was finished does nothing when it is called again', async () => {
    const { trial } = await prepared(ITEMS, ADD);
    await mustRun(bench.engine, [trial.run ?? '', trial.run ?? '', trial.start, trial.step]);
    expect(await valueOf(bench.engine, 'SELECT count(*) FROM items WHERE n = id % 7 + 1')).toBe('97');
  });

  test('keeps its progress when it is prepared again', async () => {
    const { trial, prepare, progress } = await prepared(ITEMS, ADD);
    await mustRun(bench.engine, [trial.start, trial.step, ...prepare]);
    expect(await rows(progress)).toMatchObject([{ done: '10' }]);
  });

  test('cleans up after itself', async () => {
    const before = await prepared(ITEMS, ADD);
    await mustRun(bench.engine, [before.trial.run ?? '', ...before.cleanUp]);
    expect([...(await bench.engine.catalog()).keys()].filter((key) => key.includes('backfill'))).toEqual([]);
  });
});

/** A fault put into the walk on purpose, which the trial must notice. */
const BROKEN: readonly (readonly [string, string, (sql: string) => string])[] = [
  [
    'a walk that jumps over keys',
    ADD,
    (sql) => sql.replaceAll('last_id = walk.until_1', 'last_id = walk.until_1 + 3'),
  ],
  ['a batch that leaves its last row out', ADD, (sql) => sql.replaceAll('<= walk.until_1', '< walk.until_1')],
  [
    'a batch that takes a row of the one before',
    ADD,
    (sql) => sql.replaceAll('>= walk.first_1', '>= walk.first_1 - 9'),
  ],
  ['a statement that is another', ADD, (sql) => sql.replaceAll('n = n + 1', 'n = n + 2')],
  ['a flag that nobody heeds', ADD, (sql) => sql.replaceAll('p.pause_ms, p.stop', 'p.pause_ms, false')],
  ['a batch that fails', ADD, (sql) => sql.replaceAll('n = n + 1', 'n = n / 0')],
];

describe('the trial notices', () => {
  test.each(BROKEN)('%s', async (_title, sql, breaking) => {
    const base = 'CREATE TABLE items (id integer PRIMARY KEY, n bigint);';
    const draft = await bench.mustWrite(base, sql);
    const { trial } = draft;
    expect(breaking(trial.step)).not.toBe(trial.step);
    const broken = {
      ...draft,
      trial: { ...trial, step: breaking(trial.step), make: breaking(trial.make ?? '') },
    };
    const proof = await bench.proveDraft(broken);
    expect(['differs', 'failed']).toContain(proof.outcome);
    expect(proof.because).not.toBeNull();
  });

  test('a statement that finds none of the rows, and does not call it proved', async () => {
    const base = 'CREATE TABLE items (id integer PRIMARY KEY, n bigint NOT NULL);';
    expect(await bench.prove(base, 'DELETE FROM items WHERE n IS NULL')).toMatchObject({
      outcome: 'untried',
    });
  });
});
