/** Statements that create, and what they change, in the words of `briefChange`. */
export const CREATE: readonly (readonly [sql: string, changes: string])[] = [
  ['CREATE TABLE users (id INTEGER PRIMARY KEY)', 'create-table users'],
  [
    'CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE)',
    'create-table users ifNotExists',
  ],
  ['CREATE TABLE main.users (id)', 'create-table users'],
  ['CREATE TABLE aux.users (id REFERENCES teams)', 'create-table aux.users references=aux.teams'],
  ['CREATE TEMP TABLE users (id)', 'create-table temp.users'],
  [
    'CREATE TEMPORARY TABLE users (id, team REFERENCES teams)',
    'create-table temp.users references=temp.teams',
  ],
  [
    'CREATE TABLE "Order Lines" ("order" INT, [unit price] REAL, `vat rate` REAL)',
    'create-table "Order Lines"',
  ],
  ["CREATE TABLE 'users' ('id' 'INTEGER')", 'create-table users'],
  [
    'CREATE TABLE users (id unsigned big int, name VARCHAR(255), price DECIMAL(10, -5), note [long text])',
    'create-table users',
  ],
  [
    `CREATE TABLE users (a INT DEFAULT 1, b DEFAULT -1, c DEFAULT +1.5e3, d DEFAULT 'x', e DEFAULT NULL, f DEFAULT x'00', g DEFAULT TRUE, h DEFAULT abc, i DEFAULT "abc", j DEFAULT CURRENT_TIMESTAMP, k DEFAULT (random()), l DEFAULT 0x1F, m DEFAULT 1_000)`,
    'create-table users',
  ],
  [
    'CREATE TABLE users (id INTEGER CONSTRAINT users_pkey PRIMARY KEY DESC ON CONFLICT ROLLBACK, a NOT NULL ON CONFLICT IGNORE, b UNIQUE ON CONFLICT REPLACE, c NULL ON CONFLICT FAIL)',
    'create-table users',
  ],
  [
    "CREATE TABLE users (a CHECK (a > 0), b COLLATE NOCASE, c TEXT COLLATE 'binary' CHECK (length(c) > 1) NOT NULL)",
    'create-table users',
  ],
  [
    'CREATE TABLE users (team INT REFERENCES teams (id) ON DELETE CASCADE ON UPDATE SET NULL MATCH SIMPLE NOT DEFERRABLE INITIALLY IMMEDIATE)',
    'create-table users references=teams',
  ],
  [
    'CREATE TABLE users (team INT REFERENCES teams ON DELETE SET DEFAULT ON INSERT RESTRICT ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED, lead INT REFERENCES users)',
    'create-table users references=teams',
  ],
  [
    'CREATE TABLE users (a INT, b INT GENERATED ALWAYS AS (a + 1) STORED, c INT AS (a * 2) VIRTUAL, d AS (a) NOT NULL)',
    'create-table users',
  ],
  [
    'CREATE TABLE users (a, b, CONSTRAINT users_pkey PRIMARY KEY (a, b COLLATE NOCASE DESC) ON CONFLICT ABORT)',
    'create-table users',
  ],
  [
    'CREATE TABLE users (a, b, UNIQUE (a ASC, b) ON CONFLICT IGNORE, CHECK (a <> b) ON CONFLICT FAIL)',
    'create-table users',
  ],
  ['CREATE TABLE users (a INTEGER, PRIMARY KEY (a AUTOINCREMENT))', 'create-table users'],
  [
    'CREATE TABLE users (a, b, c, FOREIGN KEY (a, b) REFERENCES teams (x, y) ON DELETE CASCADE DEFERRABLE, CONSTRAINT again FOREIGN KEY (c) REFERENCES cities NOT DEFERRABLE)',
    'create-table users references=cities+teams',
  ],
  [
    'CREATE TABLE users (a, CONSTRAINT first CHECK (a) CONSTRAINT second UNIQUE (a) FOREIGN KEY (a) REFERENCES b)',
    'create-table users references=b',
  ],
  ['CREATE TABLE users (a CONSTRAINT first, CONSTRAINT second)', 'create-table users'],
  ['CREATE TABLE users (id INTEGER PRIMARY KEY) STRICT', 'create-table users'],
  ['CREATE TABLE users (id TEXT PRIMARY KEY) WITHOUT ROWID', 'create-table users'],
  ['CREATE TABLE users (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID', 'create-table users'],
  ['CREATE TABLE users (id TEXT PRIMARY KEY), STRICT', 'create-table users'],
  [
    'CREATE TABLE users (key TEXT, action TEXT, plan TEXT, row INT, "references" INT, left INT, indexed INT)',
    'create-table users',
  ],
  [
    'CREATE TABLE groups (order_id REFERENCES "order", "group" REFERENCES "Group Names")',
    'create-table groups references="Group Names"+"order"',
  ],
  ['CREATE TABLE users AS SELECT * FROM old_users', 'create-table-as users reads=old_users'],
  [
    'CREATE TABLE IF NOT EXISTS users AS WITH recent AS (SELECT * FROM old_users) SELECT * FROM recent JOIN teams USING (team)',
    'create-table-as users ifNotExists reads=old_users+teams',
  ],
  ['CREATE TEMP TABLE numbers AS VALUES (1), (2)', 'create-table-as temp.numbers'],
  [
    `CREATE VIRTUAL TABLE notes_index USING fts5 (title, body, content = 'notes', tokenize = "unicode61 remove_diacritics 2")`,
    'create-table notes_index',
  ],
  [
    'CREATE VIRTUAL TABLE IF NOT EXISTS main.boxes USING rtree(id, min_x, max_x)',
    'create-table boxes ifNotExists',
  ],
  ['CREATE VIRTUAL TABLE temp.numbers USING series', 'create-table temp.numbers'],
  [
    "CREATE VIRTUAL TABLE odd USING module (, (nested (parentheses), and ) words ON 'all' [kinds], )",
    'create-table odd',
  ],
  ['CREATE INDEX users_email ON users (email)', 'create-index users_email @users index=users_email'],
  [
    'CREATE UNIQUE INDEX IF NOT EXISTS users_email ON users (email COLLATE NOCASE DESC)',
    'create-index users_email @users index=users_email unique ifNotExists',
  ],
  [
    'CREATE INDEX main.users_email ON users (lower(email), created_at DESC NULLS LAST)',
    'create-index users_email @users index=users_email',
  ],
  [
    'CREATE INDEX aux.users_email ON users (email)',
    'create-index aux.users_email @aux.users index=aux.users_email',
  ],
  [
    'CREATE UNIQUE INDEX users_open ON users (team) WHERE closed_at IS NULL AND team > 0',
    'create-index users_open @users index=users_open unique',
  ],
  [
    'CREATE INDEX "users by email" ON "User" ("e-mail")',
    'create-index "users by email" @User index="users by email"',
  ],
  ["CREATE INDEX users_data ON users (data ->> '$.name')", 'create-index users_data @users index=users_data'],
  ['CREATE VIEW active_users AS SELECT * FROM users WHERE active', 'create-view active_users reads=users'],
  [
    'CREATE VIEW IF NOT EXISTS main.team_sizes (team, size) AS SELECT team, count(*) FROM users, teams GROUP BY team',
    'create-view team_sizes ifNotExists reads=teams+users',
  ],
  ['CREATE TEMP VIEW numbers AS SELECT 1', 'create-view temp.numbers'],
  [
    'CREATE TRIGGER touch AFTER UPDATE ON users BEGIN UPDATE users SET touched = 1 WHERE id = new.id; END',
    'create-trigger users.touch @users',
  ],
  [
    "CREATE TRIGGER IF NOT EXISTS main.audit BEFORE DELETE ON users FOR EACH ROW WHEN old.kept BEGIN SELECT RAISE(ABORT, 'kept'); END",
    'create-trigger users.audit @users ifNotExists',
  ],
  [
    'CREATE TRIGGER named INSTEAD OF INSERT ON active_users BEGIN INSERT INTO users (id) VALUES (new.id); DELETE FROM teams; END',
    'create-trigger active_users.named @active_users',
  ],
  [
    'CREATE TRIGGER moved UPDATE OF team, "order" ON users WHEN new.team IS NOT old.team BEGIN REPLACE INTO moves SELECT * FROM teams; SELECT CASE WHEN 1 THEN 2 END; END',
    'create-trigger users.moved @users',
  ],
  [
    'CREATE TEMP TRIGGER watch AFTER INSERT ON main.users BEGIN WITH x AS (SELECT 1) SELECT * FROM x; END',
    'create-trigger users.watch @users',
  ],
  [
    'CREATE TRIGGER aux.watch AFTER INSERT ON users BEGIN SELECT 1; END',
    'create-trigger aux.users.watch @aux.users',
  ],
];
