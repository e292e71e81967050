import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { removeRows } from '../../src/dialects/sqlite/rows/remove-rows.ts';
import { seedRows } from '../../src/dialects/sqlite/rows/seeds.ts';
import { objectsOf } from '../../src/model/catalog.ts';
import type { Engine } from '../../src/model/engine.ts';
import { openEngine } from '../sqlite-engine/open-engine.ts';
import { AskedProbes, must, plant } from './laboratory.ts';
import { SINGLES, ZOO } from './zoo.ts';

describe.each([false, true])('synthetic rows, foreign keys on: %s', (foreignKeys) => {
  let engine: Engine;
  let failures: readonly string[];

  beforeAll(async () => {
    engine = await openEngine({ foreignKeys });
    await must(engine, ZOO);
    failures = await plant(engine);
  });
  afterAll(() => engine.close());

  /** SQLite takes no row, not even without a reference, when the table referred to is not there. */
  const isUnfillable = (text: string): boolean => foreignKeys && text.startsWith('orphan');

  test('every ordinary table of the zoo holds at least three', async () => {
    const digests = [...(await engine.digests())];
    const least = (name: string): number => (isUnfillable(name) ? 0 : SINGLES.has(name) ? 1 : 3);
    const few = digests.filter(([name, { rows }]) => rows < least(name));
    expect(digests.length).toBeGreaterThanOrEqual(45);
    expect({
      few: few.map(([name]) => name),
      failures: failures.filter((line) => !isSingle(line) && !isUnfillable(line)),
    }).toEqual({
      few: [],
      failures: [],
    });
  });

  test('no row refers to one that is not there, and nothing is out of order', async () => {
    const problems = await must(
      engine,
      `SELECT count(*) FROM pragma_foreign_key_check WHERE parent <> 'gone'`,
    );
    expect([problems, await must(engine, 'SELECT integrity_check FROM pragma_integrity_check')]).toEqual([
      '0',
      'ok',
    ]);
  });

  test('virtual tables are left alone', async () => {
    expect(await must(engine, 'SELECT count(*) FROM search')).toBe('0');
    expect(await must(engine, 'SELECT count(*) FROM boxes')).toBe('0');
  });

  test('one row is empty where it may be, the others are full', async () => {
    const outcome = await engine.run('SELECT id, name, note FROM plain ORDER BY id LIMIT 3');
    expect(outcome.ok && outcome.rows).toEqual([
      { id: '1', name: '1', note: '1' },
      { id: '2', name: '2', note: null },
      { id: '3', name: '3', note: '3' },
    ]);
  });

  test('allowed values take turns', async () => {
    expect(await must(engine, 'SELECT count(DISTINCT status) FROM in_list')).toBe('3');
    expect(await must(engine, 'SELECT count(DISTINCT is_admin) FROM people')).toBe('2');
  });

  test('moments are written as their defaults write them', async () => {
    const outcome = await engine.run('SELECT * FROM moments LIMIT 1');
    expect(outcome.ok && outcome.rows[0]).toEqual({
      a: '2024-01-02 00:00:00',
      b: '2024-01-02T00:00:00.000Z',
      c: '1704153600',
      d: '1704153600',
      e: '2460311.5',
      f: '2024-01-02 00:00:00+00:00',
      g: '2024-01-02',
      created_at: '2024-01-02 00:00:00',
      updatedAt: '1704153600',
      expires: '1704153600',
      h: '1704153600000',
    });
  });

  test('values are what names and types say', async () => {
    const outcome = await engine.run('SELECT email, active, uuid, website_url, metadata FROM people LIMIT 1');
    expect(outcome.ok && outcome.rows[0]).toEqual({
      email: 'user1@example.com',
      active: 't',
      uuid: '00000000-0000-4000-8000-000000000001',
      website_url: 'https://example.com/1',
      metadata: '{"key": 1}',
    });
  });

  test('every query in the old shape works', async () => {
    await must(engine, 'BEGIN');
    const { failing } = await AskedProbes.open(engine);
    await must(engine, 'ROLLBACK');
    const expected = foreignKeys ? ['orphan', 'only_one'] : ['only_one'];
    expect(failing.filter((line) => !expected.some((name) => line.includes(name)))).toEqual([]);
  });

  test('all rows can be removed inside a transaction', async () => {
    const tables = objectsOf(await engine.catalog(), 'table').map(({ name }) => name);
    await must(engine, 'BEGIN');
    await engine.runAll(removeRows(tables), false);
    const left = [...(await engine.digests())].filter(([, { rows }]) => rows > 0).map(([name]) => name);
    expect(left).toEqual([]);
    await must(engine, 'ROLLBACK');
  });
});

function isSingle(failure: string): boolean {
  return [...SINGLES].some((name) => failure.startsWith(`${name}:`));
}

test('as many rows as are asked for', async () => {
  const engine = await openEngine();
  await must(engine, ZOO);
  await plant(engine, { relations: new Set(['people', 'grandchildren']), rows: 40 });
  expect([
    await must(engine, 'SELECT count(*) FROM people'),
    await must(engine, 'SELECT count(*) FROM grandchildren'),
  ]).toEqual(['40', '40']);
  await engine.close();
});

test('equal schemas give equal rows', async () => {
  const engine = await openEngine();
  await must(engine, ZOO);
  expect(seedRows(await engine.catalog())).toEqual(seedRows(await engine.catalog()));
  await engine.close();
});
