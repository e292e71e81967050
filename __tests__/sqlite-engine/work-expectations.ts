/** Tables that statements are tried on. */
export const SCHEMA = [
  'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, note TEXT, age INT)',
  'CREATE UNIQUE INDEX users_email_idx ON users (email)',
  'CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INT REFERENCES users ON DELETE CASCADE, total INT)',
  'CREATE INDEX orders_user_idx ON orders (user_id)',
  'CREATE TABLE audit (what TEXT)',
  'CREATE TABLE pairs (a INT, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID',
  'CREATE VIEW emails AS SELECT email FROM users',
  'CREATE TRIGGER touch AFTER UPDATE OF note ON users BEGIN INSERT INTO audit VALUES (new.email); END',
];

/** A few rows of each. */
export const ROWS = [
  "INSERT INTO users VALUES (1, 'a', NULL, 1), (2, 'b', NULL, 2), (3, 'c', 'x', 3)",
  'INSERT INTO orders VALUES (1, 1, 10), (2, 1, 20), (3, 2, 30)',
  'INSERT INTO pairs VALUES (1, 1), (2, 2)',
];

/** Statements, and what they do with a rollback journal: relation, lock, work. */
export const WORK: readonly (readonly [string, string])[] = [
  // Only the schema.
  ['ALTER TABLE users RENAME TO members', 'users RESERVED metadata'],
  ['ALTER TABLE users RENAME COLUMN note TO remark', 'users RESERVED metadata'],
  ['ALTER TABLE users ADD COLUMN nick TEXT', 'users RESERVED metadata'],
  ["ALTER TABLE users ADD COLUMN nick TEXT NOT NULL DEFAULT ''", 'users RESERVED metadata'],
  ['ALTER TABLE users ADD COLUMN boss INT REFERENCES users', 'users RESERVED metadata'],
  ['ALTER TABLE users ADD COLUMN twice INT AS (age * 2) VIRTUAL', 'users RESERVED metadata'],
  ['ALTER TABLE users ALTER COLUMN email DROP NOT NULL', 'users RESERVED metadata'],
  ['CREATE TABLE others (id INT)', ''],
  ['DROP INDEX users_email_idx', 'users RESERVED metadata'],
  ['DROP TABLE audit', 'audit RESERVED metadata'],
  ['DROP VIEW emails', 'emails RESERVED metadata'],
  ['CREATE TRIGGER t2 AFTER DELETE ON users BEGIN SELECT 1; END', 'users RESERVED metadata'],
  ['DROP TRIGGER touch', 'users RESERVED metadata'],
  ['CREATE VIEW ids AS SELECT id FROM users', ''],
  // All rows are read.
  ['ALTER TABLE users ADD COLUMN size INT CHECK (size > 0)', 'users RESERVED scan'],
  ['ALTER TABLE users ADD COLUMN size INT AS (age * 2) VIRTUAL NOT NULL', 'users RESERVED scan'],
  ['ALTER TABLE users ALTER COLUMN age SET NOT NULL', 'users RESERVED scan'],
  ['ALTER TABLE users ADD CONSTRAINT grown CHECK (age > 0)', 'users RESERVED scan'],
  ['SELECT count(*) FROM users', 'users SHARED scan'],
  ["SELECT * FROM users WHERE note = 'x'", 'users SHARED scan'],
  ['SELECT * FROM users WHERE id = 1', ''],
  ["SELECT * FROM users WHERE email = 'a'", ''],
  ['PRAGMA foreign_key_check', 'orders SHARED scan'],
  ['PRAGMA foreign_key_check(orders)', 'orders SHARED scan'],
  ['ANALYZE users', 'users RESERVED scan'],
  ['CREATE TABLE copy AS SELECT * FROM users', 'users RESERVED scan'],
  // Indexes are built.
  ['CREATE INDEX i ON users (age)', 'users EXCLUSIVE index-build'],
  ['CREATE UNIQUE INDEX i ON users (lower(email)) WHERE age > 1', 'users EXCLUSIVE index-build'],
  ['REINDEX orders_user_idx', 'orders EXCLUSIVE index-build'],
  // Tables are written anew.
  ['ALTER TABLE users DROP COLUMN age', 'users EXCLUSIVE rewrite'],
  // Rows, as many as there are.
  ["UPDATE users SET note = 'y'", 'audit EXCLUSIVE rows, users EXCLUSIVE rows'],
  ['UPDATE users SET age = 1 WHERE age = 2', 'users EXCLUSIVE rows'],
  ['DELETE FROM audit', 'audit EXCLUSIVE rows'],
  ['DELETE FROM orders WHERE user_id = 1', 'orders EXCLUSIVE rows'],
  ['INSERT INTO audit SELECT email FROM users', 'audit EXCLUSIVE rows, users RESERVED scan'],
  ['INSERT INTO pairs SELECT id, id + 5 FROM users', 'pairs EXCLUSIVE rows, users RESERVED scan'],
  ['UPDATE pairs SET b = b + 10', 'pairs EXCLUSIVE rows'],
  ['DELETE FROM pairs', 'pairs EXCLUSIVE rows'],
  ['UPDATE orders SET total = (SELECT age FROM users WHERE users.id = user_id)', 'orders EXCLUSIVE rows'],
  // Rows, however large the table.
  ["INSERT INTO audit VALUES ('x'), ('y')", 'audit RESERVED metadata'],
  ["UPDATE users SET note = 'y' WHERE id = 1", 'audit RESERVED metadata, users RESERVED metadata'],
  ["DELETE FROM users WHERE email = 'zzz'", 'users RESERVED metadata'],
  ['DELETE FROM pairs WHERE a = 1 AND b = 1', 'pairs RESERVED metadata'],
  [
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) INSERT INTO audit SELECT i FROM n',
    'audit RESERVED metadata',
  ],
  [
    'UPDATE orders SET total = 0 WHERE id IN (SELECT id FROM orders WHERE id > 1 ORDER BY id LIMIT 2)',
    'orders RESERVED metadata',
  ],
  ['UPDATE users SET age = 0 WHERE id > 3 AND id <= 9', 'users RESERVED metadata'],
  ['UPDATE users SET age = 0 WHERE id BETWEEN 3 AND 9', 'users RESERVED metadata'],
  [
    "INSERT INTO users (id, email) VALUES (1, 'z') ON CONFLICT DO UPDATE SET age = 9",
    'users RESERVED metadata',
  ],
  ['INSERT INTO audit SELECT email FROM users WHERE id = 2', 'audit RESERVED metadata'],
  ['INSERT INTO audit SELECT max(age) FROM users', 'audit RESERVED metadata, users RESERVED scan'],
  // Rows, in ways that are harder to see.
  ['UPDATE users SET age = 0 WHERE id > 3', 'users EXCLUSIVE rows'],
  ['UPDATE users SET age = 0 WHERE id < (SELECT max(id) FROM users)', 'users EXCLUSIVE rows'],
  ['UPDATE users SET id = id + 100000', 'users EXCLUSIVE rows'],
  ['UPDATE users SET age = total FROM orders WHERE orders.id = users.id', 'users EXCLUSIVE rows'],
  [
    'DELETE FROM orders WHERE user_id IN (SELECT age FROM users)',
    'orders EXCLUSIVE rows, users RESERVED scan',
  ],
  [
    'DELETE FROM users WHERE NOT EXISTS (SELECT 1 FROM orders WHERE user_id = users.id)',
    'users EXCLUSIVE rows',
  ],
  [
    'INSERT OR IGNORE INTO pairs SELECT user_id, total FROM orders ORDER BY total',
    'orders RESERVED scan, pairs EXCLUSIVE rows',
  ],
  [
    'INSERT INTO audit SELECT email FROM users UNION SELECT total FROM orders',
    'audit EXCLUSIVE rows, orders RESERVED scan, users RESERVED scan',
  ],
  [
    'INSERT INTO audit SELECT count(*) FROM orders GROUP BY total',
    'audit EXCLUSIVE rows, orders RESERVED scan',
  ],
  [
    'INSERT INTO audit SELECT row_number() OVER (ORDER BY age) FROM users',
    'audit EXCLUSIVE rows, users RESERVED scan',
  ],
  [
    'WITH old AS MATERIALIZED (SELECT id FROM users WHERE age > 1) DELETE FROM orders WHERE id IN old',
    'orders EXCLUSIVE rows, users RESERVED scan',
  ],
  ['UPDATE orders SET total = 1 WHERE total = 3 RETURNING id', 'orders EXCLUSIVE rows'],
  ['REPLACE INTO users SELECT id, email, note, 5 FROM users WHERE age = 2', 'users EXCLUSIVE rows'],
  ['DELETE FROM audit WHERE rowid IN (SELECT max(rowid) FROM audit GROUP BY what)', 'audit EXCLUSIVE rows'],
  ['INSERT INTO audit SELECT email FROM users LIMIT 5', 'audit RESERVED metadata'],
  // Not to be seen by one look at the rows that it finds.
  [
    "UPDATE users SET age = 1 WHERE id IN (SELECT id FROM users WHERE note = 'none' LIMIT 2)",
    'users RESERVED scan',
  ],
  ['SELECT total FROM orders WHERE id > 1', 'orders SHARED scan'],
  ['SELECT total FROM orders WHERE user_id = 1', ''],
  ['DELETE FROM users WHERE id = 1', 'users RESERVED metadata'],
];
