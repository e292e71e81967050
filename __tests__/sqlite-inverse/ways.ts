/** A schema with rows, and a migration whose way back is to be found. */
export interface Way {
  readonly title: string;
  readonly base: readonly string[];
  readonly up: readonly string[];
  /** Names of what the way back says is lost; absent for nothing. */
  readonly lost?: readonly string[];
}

const USERS = [
  `CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL COLLATE NOCASE UNIQUE,
    age INT CHECK (age >= 0),
    joined TEXT NOT NULL DEFAULT (datetime('now')),
    state TEXT DEFAULT 'new'
  )`,
  `INSERT INTO users (email, age, joined) VALUES ('ada@example.test', 36, '2024-01-01'), ('bob@example.test', NULL, '2024-01-02')`,
];
const ORDERS = [
  ...USERS,
  `CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    total REAL,
    double_total REAL GENERATED ALWAYS AS (total * 2) VIRTUAL
  )`,
  'INSERT INTO orders (id, user_id, total) VALUES (1, 1, 9.5), (2, 2, 3)',
  'CREATE INDEX orders_user ON orders (user_id, total DESC) WHERE total > 1',
  'CREATE VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id',
  'CREATE VIEW heavy (user_id) AS SELECT user_id FROM totals WHERE total > 5',
  'CREATE TRIGGER touch AFTER UPDATE OF total ON orders BEGIN UPDATE users SET age = age WHERE id = new.user_id; END',
];

export const WAYS: readonly Way[] = [
  { title: 'a new table', base: USERS, up: ['CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT)'] },
  {
    title: 'a new table with rows, an index and a trigger',
    base: USERS,
    up: [
      'CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id REFERENCES users)',
      'CREATE INDEX notes_user ON notes (user_id)',
      'CREATE TRIGGER gone AFTER DELETE ON users BEGIN DELETE FROM notes WHERE user_id = old.id; END',
      'INSERT INTO notes (user_id) SELECT id FROM users',
    ],
  },
  {
    title: 'a dropped table',
    base: ORDERS,
    up: ['DROP VIEW heavy', 'DROP VIEW totals', 'DROP TABLE orders'],
    lost: ['orders'],
  },
  {
    title: 'a table that counts beyond its rows, built anew',
    base: [
      ...USERS,
      "INSERT INTO users (id, email) VALUES (90, 'gone@example.test')",
      'DELETE FROM users WHERE id = 90',
    ],
    up: ["ALTER TABLE users ADD COLUMN zip TEXT CHECK (zip <> '')"],
  },
  {
    title: 'an empty table that counts, built anew',
    base: [
      'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)',
      'INSERT INTO t (id) VALUES (7)',
      'DELETE FROM t',
    ],
    up: ["ALTER TABLE t ADD COLUMN zip TEXT CHECK (zip <> '')"],
  },
  { title: 'a new column', base: ORDERS, up: ['ALTER TABLE orders ADD COLUMN note TEXT'] },
  {
    title: 'a new column with an index',
    base: ORDERS,
    up: [
      "ALTER TABLE orders ADD COLUMN note TEXT NOT NULL DEFAULT ''",
      'CREATE INDEX orders_note ON orders (note)',
    ],
  },
  {
    title: 'a new column with a key',
    base: ORDERS,
    up: ['ALTER TABLE orders ADD COLUMN payer INTEGER REFERENCES users (id)'],
  },
  {
    title: 'a new column with a check',
    base: ORDERS,
    up: ['ALTER TABLE orders ADD COLUMN tax REAL CHECK (tax >= 0)'],
  },
  {
    title: 'a dropped column',
    base: USERS,
    up: ['ALTER TABLE users DROP COLUMN state'],
    lost: ['users.state'],
  },
  {
    title: 'a dropped column that may not be empty',
    base: [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, n INT NOT NULL)',
      "INSERT INTO t VALUES (1, 'a', 2)",
    ],
    up: ['ALTER TABLE t DROP COLUMN n'],
    lost: ['t.n'],
  },
  { title: 'a renamed table', base: ORDERS, up: ['ALTER TABLE orders RENAME TO purchases'] },
  { title: 'a renamed parent', base: ORDERS, up: ['ALTER TABLE users RENAME TO people'] },
  { title: 'a renamed column', base: ORDERS, up: ['ALTER TABLE orders RENAME COLUMN total TO amount'] },
  {
    title: 'a renamed table with a renamed and a new column',
    base: ORDERS,
    up: [
      'ALTER TABLE orders RENAME TO purchases',
      'ALTER TABLE purchases RENAME COLUMN total TO amount',
      'ALTER TABLE purchases ADD COLUMN note',
    ],
  },
  { title: 'a new index', base: ORDERS, up: ['CREATE UNIQUE INDEX users_age ON users (age DESC)'] },
  { title: 'a dropped index', base: ORDERS, up: ['DROP INDEX orders_user'] },
  {
    title: 'an index on an expression',
    base: [...USERS, 'CREATE INDEX lower_email ON users (lower(email), age COLLATE NOCASE)'],
    up: ['DROP INDEX lower_email'],
  },
  { title: 'a dropped trigger', base: ORDERS, up: ['DROP TRIGGER touch'] },
  {
    title: 'a changed trigger',
    base: ORDERS,
    up: ['DROP TRIGGER touch', 'CREATE TRIGGER touch AFTER INSERT ON orders BEGIN SELECT 1; END'],
  },
  { title: 'a new view', base: ORDERS, up: ['CREATE VIEW all_users AS SELECT * FROM users'] },
  { title: 'views that read each other, dropped', base: ORDERS, up: ['DROP VIEW heavy', 'DROP VIEW totals'] },
  {
    title: 'a changed view',
    base: ORDERS,
    up: ['DROP VIEW heavy', 'CREATE VIEW heavy AS SELECT user_id, total FROM totals'],
  },
  {
    title: 'a table built anew with a weaker rule',
    base: ORDERS,
    up: [
      'DROP VIEW heavy',
      'DROP VIEW totals',
      'CREATE TABLE fresh (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), total REAL)',
      'INSERT INTO fresh SELECT id, user_id, total FROM orders',
      'DROP TABLE orders',
      'ALTER TABLE fresh RENAME TO orders',
    ],
  },
  {
    title: 'strict tables without rowid',
    base: [
      'CREATE TABLE s (k TEXT NOT NULL, v ANY, PRIMARY KEY (k)) STRICT, WITHOUT ROWID',
      "INSERT INTO s VALUES ('a', 1)",
    ],
    up: ['DROP TABLE s'],
    lost: ['s'],
  },
  {
    title: 'names that need quotes',
    base: [
      'CREATE TABLE "Order" ("select" INTEGER PRIMARY KEY, "a b" TEXT UNIQUE, [c-d] REAL)',
      `INSERT INTO "Order" VALUES (1, 'x', 2)`,
    ],
    up: ['ALTER TABLE "Order" RENAME COLUMN "a b" TO "b c"', 'ALTER TABLE "Order" DROP COLUMN "c-d"'],
    lost: ['"Order"."c-d"'],
  },
  {
    title: 'settings of the file',
    base: [...USERS, 'PRAGMA user_version = 3'],
    up: ['PRAGMA user_version = 4', 'PRAGMA application_id = 77'],
  },
  {
    title: 'where a table goes on counting',
    base: USERS,
    up: [
      "INSERT INTO users (email) VALUES ('eve@example.test')",
      "DELETE FROM users WHERE email = 'eve@example.test'",
    ],
  },
  {
    title: 'defaults and conflict clauses of all kinds',
    base: [
      `CREATE TABLE d (id INTEGER CONSTRAINT d_key PRIMARY KEY ON CONFLICT REPLACE, a TEXT NOT NULL ON CONFLICT IGNORE DEFAULT 'it''s',
        b INT DEFAULT -1, c DEFAULT (1 + 2), e BLOB DEFAULT x'00', f DEFAULT CURRENT_TIMESTAMP, g DEFAULT NULL, h DEFAULT true,
        CONSTRAINT positive CHECK (b < 10), UNIQUE (a, b) ON CONFLICT IGNORE,
        FOREIGN KEY (b) REFERENCES d (id) ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED)`,
    ],
    up: ['DROP TABLE d'],
    lost: ['d'],
  },
];
