import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mayDependOnData } from '../../src/dialects/sqlite/rows/refusals.ts';
import { removeRows } from '../../src/dialects/sqlite/rows/remove-rows.ts';
import { objectsOf } from '../../src/model/catalog.ts';
import type { Engine } from '../../src/model/engine.ts';
import { openEngine } from '../sqlite-engine/open-engine.ts';
import { AskedProbes, must, plant } from './laboratory.ts';

const BASE = `
CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, team_id INTEGER NOT NULL REFERENCES teams ON DELETE RESTRICT, flag INTEGER, doc TEXT);
CREATE TABLE kept (id INTEGER PRIMARY KEY, n INTEGER) STRICT;
CREATE TRIGGER kept_users BEFORE UPDATE OF email ON users BEGIN SELECT RAISE(ABORT, 'no'); END;`;

/** Fails where there are rows, works where there are none. */
const BY_ROWS = [
  'ALTER TABLE users ADD COLUMN nick TEXT NOT NULL',
  'ALTER TABLE users ADD COLUMN at TEXT DEFAULT CURRENT_TIMESTAMP',
  'ALTER TABLE users ADD COLUMN at TEXT DEFAULT (random())',
  'ALTER TABLE users ADD COLUMN twice INTEGER AS (id * 2) STORED',
  'ALTER TABLE users ADD COLUMN other_id INTEGER DEFAULT 1 REFERENCES teams',
  'ALTER TABLE users ADD COLUMN nick TEXT CHECK (nick IS NOT NULL)',
  'ALTER TABLE users ADD COLUMN nothing_at_all TEXT AS (NULL) NOT NULL',
  'ALTER TABLE users ALTER COLUMN email SET NOT NULL',
  'ALTER TABLE users ADD CHECK (flag > 1000)',
  'CREATE UNIQUE INDEX same ON users ((flag > 1000))',
  `CREATE INDEX by_name ON users (json_extract(doc || '{', '$.name'))`,
  'CREATE TABLE anew AS SELECT * FROM users; UPDATE users SET id = 1',
  `INSERT INTO kept SELECT id, email || 'x' FROM users`,
  `UPDATE users SET email = 'x'`,
  `UPDATE users SET id = email || 'x'`,
  `UPDATE users SET team_id = 999`,
];

/** Fails whether there are rows or not. */
const ANYWAY = [
  'ALTER TABLE users ADD COLUMN email TEXT',
  'ALTER TABLE users ADD COLUMN nick TEXT UNIQUE',
  'ALTER TABLE users DROP COLUMN id',
  'ALTER TABLE gone ADD COLUMN x',
  'SELEC 1',
  'CREATE TABLE users (id INTEGER)',
];

describe('errors that can come from the rows', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await openEngine({ foreignKeys: true });
    await must(engine, BASE);
    await plant(engine);
  });
  afterAll(() => engine.close());

  /** The error of a statement, and whether it works on emptied tables. */
  async function tried(sql: string): Promise<{ depends: boolean; message: string; worksOnEmpty: boolean }> {
    await must(engine, 'BEGIN');
    const outcome = await engine.run(sql);
    const tables = objectsOf(await engine.catalog(), 'table').map(({ name }) => name);
    await engine.runAll(removeRows(tables), false);
    const again = await engine.run(sql.replace('CREATE TABLE anew AS SELECT * FROM users;', ''));
    await must(engine, 'ROLLBACK');
    if (outcome.ok) throw new Error(`It works: ${sql}`);
    return {
      depends: mayDependOnData(outcome.error),
      message: outcome.error.message,
      worksOnEmpty: again.ok,
    };
  }

  test.each(BY_ROWS)('%s', async (sql) => {
    expect(await tried(sql)).toMatchObject({ depends: true, worksOnEmpty: true });
  });

  test.each(ANYWAY)('not: %s', async (sql) => {
    expect(await tried(sql)).toMatchObject({ depends: false, worksOnEmpty: false });
  });

  test('a row that is gone says nothing about the schema', async () => {
    await must(engine, 'BEGIN');
    const asked = await AskedProbes.open(engine);
    await must(engine, 'DELETE FROM users; DELETE FROM teams');
    const broken = await asked.broken();
    await must(engine, 'ROLLBACK');
    expect(broken.filter((subject) => subject.startsWith('inserts'))).toEqual([]);
  });
});
