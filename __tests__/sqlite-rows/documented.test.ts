import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { documentedEffects } from '../../src/dialects/sqlite/documented/documented.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import type { Engine } from '../../src/model/engine.ts';
import { WORKS, type Effect } from '../../src/model/observation.ts';
import { openEngine } from '../sqlite-engine/open-engine.ts';
import { must, statementsOf } from './laboratory.ts';

const BASE = `
CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER, team_id INTEGER REFERENCES teams, twice INTEGER AS (age * 2), CONSTRAINT adult CHECK (age > 0));
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, total INTEGER NOT NULL);
CREATE TABLE words (k TEXT PRIMARY KEY, n INT) WITHOUT ROWID;
CREATE INDEX users_age ON users (age);
CREATE VIEW adults AS SELECT id, email FROM users;
CREATE TRIGGER counted AFTER INSERT ON orders BEGIN SELECT 1; END;
CREATE VIRTUAL TABLE notes USING fts5(title);
INSERT INTO teams VALUES (1, 'a'), (2, 'b');
INSERT INTO users VALUES (1, 'x', 1, 1), (2, 'y', 2, 2);
INSERT INTO orders VALUES (1, 1, 5), (2, 2, 6);
INSERT INTO words VALUES ('a', 1);`;

/** What the manual and the engine say of each statement. */
const AGREED: readonly (readonly [string, string])[] = [
  ['ALTER TABLE users RENAME TO people', 'users RESERVED metadata'],
  ['ALTER TABLE USERS RENAME COLUMN email TO mail', 'users RESERVED metadata'],
  ['ALTER TABLE users ADD COLUMN a TEXT', 'users RESERVED metadata'],
  [`ALTER TABLE users ADD COLUMN a TEXT NOT NULL DEFAULT 'x'`, 'users RESERVED metadata'],
  ['ALTER TABLE users ADD COLUMN a INTEGER REFERENCES teams', 'users RESERVED metadata'],
  ['ALTER TABLE users ADD COLUMN a INTEGER AS (id)', 'users RESERVED metadata'],
  ['ALTER TABLE users ADD COLUMN a INTEGER AS (id) NOT NULL', 'users RESERVED scan'],
  ['ALTER TABLE users ADD COLUMN a TEXT CHECK (a > 1)', 'users RESERVED scan'],
  ['ALTER TABLE Orders DROP COLUMN total', 'orders EXCLUSIVE rewrite'],
  ['ALTER TABLE users DROP COLUMN TWICE', 'users RESERVED metadata'],
  ['ALTER TABLE users ALTER COLUMN team_id SET NOT NULL', 'users RESERVED scan'],
  ['ALTER TABLE orders ALTER COLUMN total DROP NOT NULL', 'orders RESERVED metadata'],
  ['ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0)', 'users RESERVED scan'],
  ['ALTER TABLE users DROP CONSTRAINT adult', 'users RESERVED metadata'],
  ['CREATE INDEX i ON users (email)', 'users EXCLUSIVE index-build'],
  ['CREATE UNIQUE INDEX i ON users (lower(email)) WHERE age > 1', 'users EXCLUSIVE index-build'],
  ['CREATE INDEX i ON words (n)', 'words EXCLUSIVE index-build'],
  ['CREATE INDEX IF NOT EXISTS Users_Age ON users (email)', ''],
  ['DROP INDEX users_age', 'users RESERVED metadata'],
  ['DROP INDEX IF EXISTS gone', ''],
  ['REINDEX users', 'users EXCLUSIVE index-build'],
  ['REINDEX users_age', 'users EXCLUSIVE index-build'],
  ['CREATE TABLE fresh (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users)', ''],
  ['CREATE TABLE fresh AS SELECT * FROM users', 'users RESERVED scan'],
  ['CREATE TABLE fresh AS SELECT * FROM adults', 'users RESERVED scan'],
  ['CREATE TEMP TABLE fresh AS SELECT * FROM users', 'users SHARED scan'],
  ['CREATE TABLE IF NOT EXISTS users (id INT)', ''],
  ['CREATE VIRTUAL TABLE v USING fts5(a)', ''],
  ['CREATE VIEW v AS SELECT * FROM users', ''],
  ['CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END', 'users RESERVED metadata'],
  ['DROP TRIGGER counted', 'orders RESERVED metadata'],
  ['DROP VIEW adults', 'adults RESERVED metadata'],
  ['DROP TABLE orders', 'orders RESERVED metadata'],
  ['DROP TABLE notes', 'notes RESERVED metadata'],
  [`INSERT INTO users (id, email) VALUES (7, 'q')`, 'users RESERVED metadata'],
  ['INSERT INTO users (id) SELECT id + 10 FROM users', 'users EXCLUSIVE rows'],
  ['INSERT INTO orders SELECT id + 10, 1, 1 FROM users', 'orders EXCLUSIVE rows, users RESERVED scan'],
  [`UPDATE users SET email = 'x'`, 'users EXCLUSIVE rows'],
  [`UPDATE users SET email = 'x' WHERE age = 1`, 'users EXCLUSIVE rows'],
  ['DELETE FROM orders', 'orders EXCLUSIVE rows'],
  ['DELETE FROM words', 'words EXCLUSIVE rows'],
  [
    'WITH x AS (SELECT id FROM users) DELETE FROM orders WHERE user_id IN (SELECT id FROM x)',
    'orders EXCLUSIVE rows, users RESERVED scan',
  ],
  ['SELECT * FROM users', 'users SHARED scan'],
  ['SELECT * FROM adults', 'users SHARED scan'],
  ['ANALYZE', 'orders RESERVED scan, teams RESERVED scan, users RESERVED scan, words RESERVED scan'],
  ['ANALYZE users', 'users RESERVED scan'],
  ['PRAGMA foreign_key_check', 'orders SHARED scan, users SHARED scan'],
  ['PRAGMA foreign_key_check(orders)', 'orders SHARED scan'],
  ['PRAGMA integrity_check', 'orders SHARED scan, teams SHARED scan, users SHARED scan, words SHARED scan'],
  ['PRAGMA user_version = 3', ''],
  ['PRAGMA foreign_keys = ON', ''],
  ['BEGIN', ''],
];

/** Where the text tells less than a run does, and the manual's tables are more careful: what they say, and what was measured. */
const CAREFUL: readonly (readonly [string, string, string])[] = [
  [`UPDATE users SET email = 'x' WHERE id = 1`, 'users EXCLUSIVE rows', 'users RESERVED metadata'],
  [
    `UPDATE users SET email = (SELECT name FROM teams WHERE teams.id = users.team_id)`,
    'teams RESERVED scan, users EXCLUSIVE rows',
    'users EXCLUSIVE rows',
  ],
  ['SELECT * FROM users WHERE id = 1', 'users SHARED scan', ''],
  ['PRAGMA table_info(users)', 'users SHARED scan', ''],
  [
    'VACUUM',
    'orders EXCLUSIVE rewrite, teams EXCLUSIVE rewrite, users EXCLUSIVE rewrite, words EXCLUSIVE rewrite',
    'adults RESERVED metadata, notes EXCLUSIVE rewrite, orders EXCLUSIVE rewrite, teams EXCLUSIVE rewrite, users EXCLUSIVE rewrite, words EXCLUSIVE rewrite',
  ],
  // A table without rowids is its own index.
  [
    'REINDEX',
    'teams EXCLUSIVE index-build, users EXCLUSIVE index-build, words EXCLUSIVE index-build',
    'teams EXCLUSIVE index-build, users EXCLUSIVE index-build, words EXCLUSIVE rows',
  ],
];

describe('what the manual says of a change', () => {
  let engine: Engine;
  let catalog: Catalog;

  beforeAll(async () => {
    engine = await openEngine();
    await must(engine, BASE);
    catalog = await engine.catalog();
  });
  afterAll(() => engine.close());
  afterEach(async () => {
    await engine.run('ROLLBACK');
  });

  /** What the manual says of all changes of the only statement of a text. */
  function documented(sql: string, version = 54): readonly Effect[] {
    return statementsOf(sql).flatMap((statement) =>
      statement.kind === 'unreadable'
        ? []
        : statement.changes.flatMap((change) => documentedEffects(change, catalog, version)),
    );
  }

  async function measured(sql: string): Promise<string> {
    const isAlone = /^(?:BEGIN|VACUUM|PRAGMA)/.test(sql);
    if (!isAlone) await must(engine, 'BEGIN');
    const { error, effects } = await engine.observe(sql, !isAlone);
    if (error !== null) throw new Error(error.message);
    return lineOf(effects);
  }

  test.each(AGREED)('%s: the engine agrees', async (sql, line) => {
    expect({ documented: lineOf(documented(sql)), measured: await measured(sql) }).toEqual({
      documented: line,
      measured: line,
    });
  });

  test.each(CAREFUL)('%s: more careful than the engine', async (sql, said, seen) => {
    expect([lineOf(documented(sql)), await measured(sql)]).toEqual([said, seen]);
  });

  test.each([
    ['ALTER TABLE users ADD COLUMN a TEXT CHECK (a > 1)', 36, 'users RESERVED metadata'],
    ['ALTER TABLE users ADD COLUMN a INTEGER AS (id) NOT NULL', 36, 'users RESERVED metadata'],
    ['ALTER TABLE users ADD COLUMN a TEXT CHECK (a > 1)', 37, 'users RESERVED scan'],
  ])('%s on 3.%d', (sql, version, line) => {
    expect(lineOf(documented(sql, version))).toBe(line);
  });

  test('what is not there is left out', () => {
    expect(documented('ALTER TABLE gone ADD COLUMN a TEXT')).toEqual([]);
    expect(documented('UPDATE gone SET a = 1')).toEqual([]);
    expect(documented('DROP TRIGGER gone')).toEqual([]);
  });

  test('each says what others cannot do meanwhile, and where it is written', () => {
    expect(documented('ALTER TABLE orders DROP COLUMN total')).toEqual([
      {
        relation: 'orders',
        lock: 'EXCLUSIVE',
        blocks: 'reads-and-writes',
        work: 'rewrite',
        witness: 'documented',
        evidence: 'https://www.sqlite.org/lang_altertable.html#altertabdropcol',
      },
    ]);
    expect(documented('DROP VIEW adults')[0]?.evidence).toBe('https://www.sqlite.org/lang_dropview.html');
  });
});

/** Effects as one line, those of several changes on one table as the strongest. */
function lineOf(effects: readonly Effect[]): string {
  const strongest = new Map<string, Effect>();
  for (const effect of effects) {
    const { work = 'metadata' } = strongest.get(effect.relation) ?? {};
    if (!strongest.has(effect.relation) || WORKS.indexOf(effect.work) > WORKS.indexOf(work))
      strongest.set(effect.relation, effect);
  }
  return [...strongest.values()]
    .map(({ relation, lock, work }) => `${relation} ${lock} ${work}`)
    .sort()
    .join(', ');
}
