import type { SyntaxId } from '../../src/dialects/sqlite/versions/syntax.ts';

/** What the samples run on. */
export const SCHEMA = `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, note TEXT, age INTEGER CHECK (age > 0));
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER);`;

/** Statements that show a feature and that SQLite 3.54 runs. */
export const SAMPLES: Readonly<Record<SyntaxId, readonly string[]>> = {
  upsert: [
    "INSERT INTO users (email) VALUES ('a') ON CONFLICT (email) DO NOTHING",
    "INSERT INTO users (email) VALUES ('a') ON CONFLICT DO NOTHING",
    "INSERT INTO users (email) VALUES ('a') ON CONFLICT (email) DO UPDATE SET note = excluded.note",
  ],
  'rename-column': [
    'ALTER TABLE users RENAME COLUMN note TO remark',
    'ALTER TABLE users RENAME note TO remark',
  ],
  'window-functions': [
    'CREATE VIEW ranks AS SELECT row_number() OVER (ORDER BY id) AS rank FROM users',
    'SELECT count(*) OVER w FROM users WINDOW w AS (PARTITION BY note)',
  ],
  'vacuum-into': ["VACUUM INTO 'copy.db'"],
  'aggregate-filter': ['SELECT count(*) FILTER (WHERE note IS NULL) FROM users'],
  'nulls-first': [
    'SELECT id FROM users ORDER BY note NULLS FIRST',
    'SELECT id FROM users ORDER BY note DESC NULLS LAST',
  ],
  'generated-columns': [
    'CREATE TABLE t (a INTEGER, b INTEGER GENERATED ALWAYS AS (a + 1) STORED)',
    'ALTER TABLE users ADD COLUMN mail TEXT AS (lower(email))',
  ],
  'update-from': ["UPDATE users SET note = 'x' FROM orders WHERE orders.user_id = users.id"],
  'drop-column': ['ALTER TABLE users DROP COLUMN note', 'ALTER TABLE users DROP note'],
  returning: [
    "INSERT INTO users (email) VALUES ('a') RETURNING id",
    'DELETE FROM users RETURNING *',
    "UPDATE users SET note = 'x' RETURNING id, note",
  ],
  'materialized-hint': [
    'WITH u AS MATERIALIZED (SELECT id FROM users) SELECT * FROM u',
    'WITH u AS NOT MATERIALIZED (SELECT id FROM users) SELECT * FROM u',
  ],
  'upsert-without-target': [
    "INSERT INTO users (email) VALUES ('a') ON CONFLICT DO UPDATE SET note = 'x'",
    "INSERT INTO users (email) VALUES ('a') ON CONFLICT (email) DO NOTHING ON CONFLICT (id) DO NOTHING",
  ],
  'strict-tables': [
    'CREATE TABLE t (a INTEGER) STRICT',
    'CREATE TABLE t (a INTEGER PRIMARY KEY) WITHOUT ROWID, STRICT',
  ],
  'json-arrows': ["SELECT note -> '$.a' FROM users", "CREATE INDEX i ON users (note ->> '$.a')"],
  'outer-joins': [
    'SELECT * FROM users RIGHT JOIN orders ON orders.user_id = users.id',
    'SELECT * FROM users NATURAL FULL OUTER JOIN orders',
  ],
  'distinct-from': [
    'SELECT * FROM users WHERE note IS DISTINCT FROM email',
    'SELECT * FROM users WHERE note IS NOT DISTINCT FROM email',
  ],
  'aggregate-order': ['SELECT group_concat(note ORDER BY id) FROM users'],
  'digit-separators': ['SELECT * FROM users LIMIT 1_000', 'UPDATE users SET age = 0x1_f'],
  'raise-expression': [
    "CREATE TRIGGER t BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'not ' || OLD.id); END",
  ],
  'alter-constraints': [
    'ALTER TABLE users ALTER COLUMN note SET NOT NULL',
    'ALTER TABLE users ALTER COLUMN note DROP NOT NULL',
    'ALTER TABLE users ADD CONSTRAINT grown CHECK (age > 17)',
    'ALTER TABLE users ADD CHECK (age > 17)',
  ],
};

/** Close to a feature, and as old as SQLite 3.23. */
export const OLD: readonly string[] = [
  "INSERT OR REPLACE INTO users (email) VALUES ('a')",
  'ALTER TABLE users RENAME TO people',
  'ALTER TABLE users ADD COLUMN phone TEXT NOT NULL DEFAULT 1',
  'ALTER TABLE users ADD COLUMN phone TEXT CHECK (phone <> 0)',
  'SELECT count(DISTINCT note) FROM users',
  'CREATE TABLE "strict" ("returning" TEXT, "from" TEXT, filter TEXT, over TEXT, materialized TEXT)',
  'UPDATE users SET note = (SELECT max(id) FROM orders WHERE orders.user_id = users.id)',
  'WITH u AS (SELECT id FROM users) SELECT * FROM u',
  'SELECT * FROM users LEFT OUTER JOIN orders ON orders.user_id = users.id CROSS JOIN orders AS others',
  'SELECT * FROM users WHERE note IS NOT email',
  'SELECT id - 1, id > 2, 0x1f FROM users ORDER BY note DESC',
  "CREATE TRIGGER t BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'no'); END",
  'CREATE TABLE t (a INTEGER PRIMARY KEY) WITHOUT ROWID',
  'VACUUM',
  "SELECT json_extract(note, '$.a'), json_array(1), group_concat(note), round(1.5), abs(-1) FROM users",
];
