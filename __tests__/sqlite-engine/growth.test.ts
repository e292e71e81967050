import initialize, { type Database, type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SCHEMA, WORK } from './work-expectations.ts';

const [FEW, MANY] = [20, 2000];

/** One step each, however much they read: `OP_Count` walks the pages itself. */
const COUNTED_AT_ONCE = new Set(['SELECT count(*) FROM users']);

const rowsOf = (count: number): readonly string[] => {
  const from = `FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n)`;
  return [
    `INSERT INTO users SELECT i, 'a' || i, iif(i % 2, 'x', NULL), 1 + i % 5 ${from}`,
    `INSERT INTO orders SELECT i, 1 + i % 5, i ${from}`,
    `INSERT INTO pairs SELECT i, i ${from}`,
    `INSERT INTO audit SELECT i ${from}`,
  ];
};

describe('the work that a program shows is the work that grows with the tables', () => {
  let sqlite: Sqlite3Static;
  beforeAll(async () => {
    sqlite = await initialize();
  });

  /** Steps of the virtual machine, those of statements inside of the statement too. */
  function stepsOf(sql: string, count: number): number {
    const database = new sqlite.oo1.DB(':memory:');
    for (const each of [...SCHEMA, ...rowsOf(count)]) database.exec(each);
    countRowsOneByOne(database);
    let steps = 0;
    sqlite.capi.sqlite3_progress_handler(database, 1, () => (steps++, 0), 0);
    database.exec({ sql, returnValue: 'resultRows' });
    database.close();
    return steps;
  }

  /** As the engine does while it observes, so that all rows are not removed in one step. */
  function countRowsOneByOne({ pointer }: Database): void {
    const hook = sqlite.capi.sqlite3_preupdate_hook as unknown as (...values: readonly unknown[]) => void;
    hook(pointer, () => undefined, 0);
  }

  test.each(WORK.filter(([sql]) => !COUNTED_AT_ONCE.has(sql)))('%s', (sql, effects) => {
    const grows = stepsOf(sql, MANY) > 5 * stepsOf(sql, FEW);
    expect(grows).toBe(/ (?:scan|index-build|rewrite|rows)(?:,|$)/.test(effects));
  });
});
