import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { textFact } from '../../src/dialects/catalog/facts.ts';
import { oldShapeProbes } from '../../src/dialects/postgres/rows/probes.ts';
import { removeRows } from '../../src/dialects/postgres/rows/remove-rows.ts';
import { seedRows } from '../../src/dialects/postgres/rows/seeds.ts';
import { objectsOf, type Catalog } from '../../src/model/catalog.ts';
import { Laboratory } from './laboratory.ts';
import { ZOO } from './zoo.ts';

let laboratory: Laboratory;
let catalog: Catalog;
let tables: readonly string[];
let failures: readonly string[];

beforeAll(async () => {
  laboratory = await Laboratory.open();
  await laboratory.must(ZOO);
  catalog = await laboratory.catalog();
  tables = objectsOf(catalog, 'table').map(({ name }) => name);
  failures = await laboratory.plant();
});

afterAll(async () => {
  await laboratory.close();
});

afterEach(async () => {
  await laboratory.run('ROLLBACK');
});

async function count(table: string): Promise<number> {
  return Number(await laboratory.value(`SELECT count(*) FROM ${table}`));
}

describe('synthetic rows', () => {
  test('every table of the zoo holds at least three', async () => {
    const counts = await Promise.all(tables.map(async (table) => [table, await count(table)] as const));
    expect(tables.length).toBeGreaterThanOrEqual(55);
    expect({ few: counts.filter(([, rows]) => rows < 3), failures }).toEqual({ few: [], failures: [] });
  });

  test('no foreign key is left without its row', async () => {
    const keys = objectsOf(catalog, 'constraint').filter(({ facts }) => facts['type'] === 'foreign-key');
    expect(keys.length).toBeGreaterThan(15);
    await laboratory.must('BEGIN');
    for (const key of keys) {
      const { name, relation } = key;
      const constraint = name.slice((relation ?? '').length + 1);
      await laboratory.must(`ALTER TABLE ${relation} DROP CONSTRAINT ${constraint}`);
      await laboratory.must(
        `ALTER TABLE ${relation} ADD CONSTRAINT ${constraint} ${textFact(key, 'definition')}`,
      );
    }
  });

  test('one row is empty where it may be, the others are full', async () => {
    expect(await laboratory.rows('SELECT id, name, note FROM plain ORDER BY id LIMIT 3')).toEqual([
      { id: '1', name: '1', note: '1' },
      { id: '2', name: '2', note: null },
      { id: '3', name: '3', note: '3' },
    ]);
  });

  test('labels and allowed values take turns', async () => {
    expect(await laboratory.value('SELECT count(DISTINCT a) FROM moods')).toBe('3');
    expect(await laboratory.value('SELECT count(DISTINCT role) FROM members')).toBe('1');
    expect(await laboratory.value('SELECT count(DISTINCT level) FROM sales.dunning')).toBe('3');
  });

  test('numbers that the server gives come after those of the rows', async () => {
    await laboratory.must('BEGIN');
    expect(await laboratory.value(`INSERT INTO plain (name) VALUES ('x') RETURNING id`)).toBe('1002');
    expect(await laboratory.value(`INSERT INTO always_numbered (name) VALUES ('x') RETURNING id`)).toBe(
      '1002',
    );
  });

  test('a trigger that refuses rows does not keep a table empty', async () => {
    expect((await laboratory.run(`INSERT INTO guarded VALUES (9, 'x')`)).ok).toBe(false);
    expect(await count('guarded')).toBe(3);
    expect(await laboratory.value('SHOW session_replication_role')).toBe('origin');
  });

  test('the same catalog gives the same rows', async () => {
    expect(seedRows(await laboratory.catalog())).toEqual(seedRows(catalog));
  });

  test('rows can be removed without triggers and foreign keys', async () => {
    await laboratory.must('BEGIN');
    for (const sql of removeRows(tables)) await laboratory.must(sql);
    for (const table of tables) expect([table, await count(table)]).toEqual([table, 0]);
    expect(await laboratory.value('SHOW session_replication_role')).toBe('origin');
    const [strongest] = await laboratory.rows(
      `SELECT DISTINCT mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation >= 16384 AND mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')`,
    );
    expect(strongest).toBeUndefined();
  });
});

describe('old-shape probes of the zoo', () => {
  test('work, and those that change or read rows find one', async () => {
    const odd: string[] = [];
    await laboratory.must('BEGIN');
    await laboratory.must('REFRESH MATERIALIZED VIEW customer_count');
    for (const probe of oldShapeProbes(catalog)) {
      const outcome = await laboratory.ask(probe);
      if (probe.subject.startsWith('inserts without')) continue;
      // Attributes are read from a value that is in no table.
      if (outcome.ok && probe.subject.startsWith('reads of the attributes of ')) continue;
      if (!outcome.ok) odd.push(`${probe.subject}: ${outcome.message}`);
      else if (!/^(reads|inserts|updates|deletes)/.test(probe.subject)) continue;
      else if (Number(outcome.rows[0]?.['rows'] ?? outcome.affected) === 0)
        odd.push(`${probe.subject}: no row`);
    }
    expect(odd.sort()).toEqual([
      'deletes from `chickens`: update or delete on table "chickens" violates foreign key constraint "eggs_chicken_fkey" on table "eggs"',
      'inserts into `guarded`: no',
      'inserts into `mood_prices`: duplicate key value violates unique constraint "mood_prices_pkey"',
      'inserts with only the required columns into `guarded`: no',
    ]);
  });
});
