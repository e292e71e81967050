import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';
import { openEngine } from '../sqlite-engine/open-engine.ts';
import { must } from './laboratory.ts';
import { queriesOf, rehearse } from './rehearsed.ts';

const BASE = `
CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE);
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER, team_id INTEGER, note TEXT, CONSTRAINT adult CHECK (age > 0));
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), total INTEGER);
CREATE INDEX users_age ON users (age);
INSERT INTO teams VALUES (1, 'a'), (2, 'b'), (3, NULL), (4, NULL);
INSERT INTO users VALUES (1, 'x', 10, 1, 'n'), (2, 'y', 20, 2, NULL), (3, 'z', 30, NULL, 'n');
INSERT INTO orders VALUES (1, 1, 5), (2, 2, NULL);`;

/** The form that users gets, by way of another table. */
const rebuilt = (columns: string, selected = 'id, email, age, team_id, note'): string =>
  `CREATE TABLE anew (${columns}); INSERT INTO anew SELECT ${selected} FROM users; DROP TABLE users; ALTER TABLE anew RENAME TO users;`;
const SAME =
  'id INTEGER PRIMARY KEY, email TEXT, age INTEGER, team_id INTEGER, note TEXT, CONSTRAINT adult CHECK (age > 0)';
const PUT_ASIDE = `ALTER TABLE users RENAME TO users_old; CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, age INTEGER); INSERT INTO users SELECT id, email, age FROM users_old; DROP TABLE users_old;`;

const REBUILT = [
  'before: Rows of `users` = any',
  'after: Rows of `users` = any',
  'after: Rows of `orders` that refer to a row which is not there = 0',
  'after: Problems that SQLite finds in `users` = 0',
];

/** A migration and what is asked. */
const ASKED: readonly (readonly [string, string, readonly string[]])[] = [
  ['a new column', 'ALTER TABLE users ADD COLUMN nick TEXT', ['after: Column `users.nick` is there = 1']],
  [
    'a column with a check',
    `ALTER TABLE users ADD COLUMN nick TEXT DEFAULT 'x' CHECK (nick <> '')`,
    ['after: Problems that SQLite finds in `users` = 0', 'after: Column `users.nick` is there = 1'],
  ],
  [
    'a column that refers to another table',
    'ALTER TABLE users ADD COLUMN other_id INTEGER REFERENCES teams',
    [
      'after: Rows of `orders` that refer to a row which is not there = 0',
      'after: Rows of `users` that refer to a row which is not there = 0',
      'after: Column `users.other_id` is there = 1',
    ],
  ],
  [
    'a dropped column',
    'ALTER TABLE users DROP COLUMN note',
    [
      'before: Values of `users.note` that are lost = any',
      'before: Rows of `users` = any',
      'after: Rows of `users` = any',
      'after: Problems that SQLite finds in `users` = 0',
    ],
  ],
  [
    'NOT NULL',
    'ALTER TABLE users ALTER COLUMN email SET NOT NULL',
    ['before: Rows of `users` whose `email` is NULL = 0', 'after: Problems that SQLite finds in `users` = 0'],
  ],
  [
    'a check',
    'ALTER TABLE users ADD CONSTRAINT grown CHECK (age < 200)',
    ['before: Rows of `users` that violate `grown` = 0', 'after: Problems that SQLite finds in `users` = 0'],
  ],
  [
    'a unique index',
    'CREATE UNIQUE INDEX users_email ON users (email)',
    ['before: Values of `users (email)` that occur more than once = 0'],
  ],
  [
    'a partial unique index on an expression',
    'CREATE UNIQUE INDEX users_email ON users (lower(email), age COLLATE NOCASE) WHERE note IS NOT NULL',
    ['before: Values of `users (lower(email), age COLLATE NOCASE)` that occur more than once = 0'],
  ],
  ['a plain index', 'CREATE INDEX users_email ON users (email)', []],
  ['a dropped index', 'DROP INDEX users_age', []],
  [
    'a dropped table',
    'DROP TABLE orders',
    ['before: Rows of `orders` that are lost = any', 'after: Table `orders` is still there = 0'],
  ],
  ['a created table', 'CREATE TABLE fresh (id INTEGER)', ['after: Table `fresh` is there = 1']],
  [
    'a renamed table',
    'ALTER TABLE users RENAME TO people',
    ['after: Rows of `orders` that refer to a row which is not there = 0'],
  ],
  ['a renamed column', 'ALTER TABLE users RENAME COLUMN age TO years', []],
  [
    'deleted rows',
    'DELETE FROM users WHERE id = 3',
    [
      'before: Rows of `users` = any',
      'after: Rows of `users` = any',
      'after: Rows of `orders` that refer to a row which is not there = 0',
    ],
  ],
  [
    'updated rows',
    'UPDATE users SET age = 5',
    ['before: Rows of `users` = any', 'after: Rows of `users` = any'],
  ],
  ['the same table anew', `${rebuilt(SAME)} CREATE INDEX users_age ON users (age)`, REBUILT],
  [
    'a table anew with more rules',
    rebuilt(
      `id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, age INTEGER CHECK (age < 100), team_id INTEGER REFERENCES Teams, note TEXT, CONSTRAINT adult CHECK (age > 0)`,
    ),
    [
      'before: Rows of `users` whose `email` is NULL = 0',
      'before: Values of `users (email)` that occur more than once = 0',
      'before: Rows of `users` that violate `users_age_check` = 0',
      'before: Rows of `users` whose `team_id` has no row in `teams` = 0',
      ...REBUILT.slice(0, 3),
      'after: Rows of `users` that refer to a row which is not there = 0',
      'after: Problems that SQLite finds in `users` = 0',
    ],
  ],
  [
    'a table anew without a column',
    rebuilt('id INTEGER PRIMARY KEY, email TEXT, age INTEGER, team_id INTEGER', 'id, email, age, team_id'),
    ['before: Values of `users.note` that are lost = any', ...REBUILT],
  ],
  [
    'a table anew, the old one put aside first',
    PUT_ASIDE,
    [
      'before: Rows of `users` whose `email` is NULL = 0',
      'before: Values of `users.team_id` that are lost = any',
      'before: Values of `users.note` that are lost = any',
      ...REBUILT.filter((line) => !line.includes('orders')),
      'after: Table `users` is there = 1',
      // They go on pointing at the old table, which is gone.
      'after: Rows of `orders` that refer to a row which is not there = 2',
    ],
  ],
];

/** A migration, a fault of the rows before it, and the one query that must answer otherwise. */
const CAUGHT: readonly (readonly [string, string, string])[] = [
  [
    'ALTER TABLE users ALTER COLUMN email SET NOT NULL',
    'UPDATE users SET email = NULL WHERE id = 2',
    'Rows of `users` whose `email` is NULL',
  ],
  [
    'ALTER TABLE users ADD COLUMN nick TEXT NOT NULL',
    'SELECT 1',
    'Rows of `users` that would have no `nick`',
  ],
  ['ALTER TABLE users ADD CHECK (age < 25)', 'SELECT 1', 'Rows of `users` that violate `users_check`'],
  [
    'CREATE UNIQUE INDEX team_names ON teams (name)',
    `UPDATE teams SET name = 'A' WHERE id = 2`,
    'Values of `teams (name)` that occur more than once',
  ],
  [
    'CREATE UNIQUE INDEX team_names ON teams (name COLLATE BINARY)',
    `UPDATE teams SET name = 'a' WHERE id = 2`,
    'Values of `teams (name COLLATE BINARY)` that occur more than once',
  ],
  [
    rebuilt(`${SAME}, FOREIGN KEY (team_id) REFERENCES teams (id)`),
    'UPDATE users SET team_id = 9 WHERE id = 3',
    'Rows of `users` whose `team_id` has no row in `teams`',
  ],
  [
    rebuilt(`${SAME}, UNIQUE (email, age)`),
    `UPDATE users SET email = 'x', age = 1`,
    'Values of `users (email, age)` that occur more than once',
  ],
];

describe('queries of validation', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await openEngine();
    await must(engine, BASE);
  });
  afterAll(() => engine.close());
  afterEach(async () => {
    await engine.run('ROLLBACK');
  });

  /** What is asked, and what must come back; each is asked. What fails before the change is no use. */
  async function asked(sql: string): Promise<readonly string[]> {
    await must(engine, 'BEGIN');
    const queries = queriesOf(await rehearse(engine, sql));
    const after = new Map<string, string | null>();
    for (const query of queries.filter(({ when }) => when === 'after'))
      after.set(query.sql, await must(engine, query.sql));
    await must(engine, 'ROLLBACK');
    const lines: string[] = [];
    for (const { when, title, sql: text, expect: wanted } of queries) {
      const outcome = when === 'before' ? await engine.run(text) : null;
      if (outcome?.ok === false) continue;
      const answer = when === 'before' ? await must(engine, text) : after.get(text);
      lines.push(`${when}: ${title} = ${wanted === null ? 'any' : String(answer)}`);
    }
    return lines;
  }

  test.each(ASKED)('%s', async (_, sql, lines) => {
    expect([...(await asked(sql))].sort()).toEqual([...lines].sort());
  });

  test.each(CAUGHT)('%s: what stands against it is found', async (sql, fault, title) => {
    await must(engine, 'BEGIN');
    await must(engine, 'SAVEPOINT empty; DELETE FROM orders; DELETE FROM users; DELETE FROM teams');
    const queries = queriesOf(await rehearse(engine, sql));
    await must(engine, `ROLLBACK TO empty; ${fault}`);
    const found: string[] = [];
    for (const query of queries.filter(({ when, expect: wanted }) => when === 'before' && wanted !== null)) {
      if ((await must(engine, query.sql)) === query.expect) continue;
      found.push(query.title);
      const listed = await engine.run(query.offenders?.sql ?? query.sql);
      expect(listed.ok && listed.rows.length).toBeGreaterThan(0);
    }
    expect(found).toEqual([title]);
  });

  test('a foreign key that points at a table which is gone is found after the change', async () => {
    await must(engine, 'BEGIN');
    const queries = queriesOf(await rehearse(engine, 'DELETE FROM users WHERE id = 1'));
    const found: string[] = [];
    for (const query of queries.filter(({ when, expect: wanted }) => when === 'after' && wanted !== null)) {
      if ((await must(engine, query.sql)) !== query.expect) found.push(query.title);
    }
    expect(found).toEqual(['Rows of `orders` that refer to a row which is not there']);
  });
});
