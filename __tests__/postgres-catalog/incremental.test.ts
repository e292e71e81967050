import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';
import { START, STATEMENTS } from './random-ddl.ts';

let database: Database;

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

/** Runs a statement under a savepoint; a failing one, or one that is to be taken back, leaves no trace. */
async function attempt(sql: string, isTakenBack: boolean): Promise<boolean> {
  await database.run('SAVEPOINT one');
  const worked = await database.run(sql).then(
    () => true,
    () => false,
  );
  if (!worked || isTakenBack) await database.run('ROLLBACK TO one');
  await database.run('RELEASE one');
  return worked && !isTakenBack;
}

const step = fc.record({
  sql: fc.constantFrom(...STATEMENTS),
  isRead: fc.boolean(),
  isTakenBack: fc.nat(9).map((number) => number === 0),
});

test('reading again what changed gives the same catalog as reading everything', async () => {
  let worked = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 30 }), async (steps) => {
      database.reader.recall([]);
      await database.inTransaction(async () => {
        await database.run(START);
        await database.reader.read();
        for (const { sql, isRead, isTakenBack } of steps) {
          if (await attempt(sql, isTakenBack)) worked += 1;
          if (isRead) await database.reader.read();
        }
        const again = await database.reader.read();
        const fresh = await database.freshReader().read();
        expect([...again]).toEqual([...fresh]);
      });
    }),
    { numRuns: 15, seed: 20260101 },
  );
  expect(worked).toBeGreaterThan(60);
});

test('a savepoint that is rolled back is noticed', async () => {
  await database.inTransaction(async () => {
    await database.run(`${START} SAVEPOINT s; ALTER TABLE a ADD COLUMN extra int; DROP TABLE b`);
    const inside = await database.reader.read();
    expect(inside.has('column a.extra')).toBe(true);
    await database.run('ROLLBACK TO s');
    const outside = await database.reader.read();
    expect(outside.has('column a.extra')).toBe(false);
    expect(outside.has('table b')).toBe(true);
  });
});

test('what did not change stays the same object', async () => {
  await database.inTransaction(async () => {
    await database.run(START);
    const before = await database.reader.read();
    await database.run('ALTER TABLE a ADD COLUMN extra int');
    const after = await database.reader.read();
    expect(after.get('table b')).toBe(before.get('table b'));
    expect(after.get('column a.extra')).toBeDefined();
    expect(await database.reader.read()).toBe(after);
  });
});
