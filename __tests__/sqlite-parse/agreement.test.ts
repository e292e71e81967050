import { beforeAll, describe, expect, test } from '@jest/globals';
import { disagreement } from './agree.ts';
import { openCompiler } from './engine.ts';
import type { Compiler } from './engine.ts';
import { readOne } from './read.ts';

let sqlite: Compiler;

beforeAll(async () => {
  sqlite = await openCompiler();
});

/** What looks like SQL, and is none. */
const REFUSED = `
  CREATE
  CREATE TABLE
  CREATE TABLE t
  CREATE TABLE t ()
  CREATE TABLE t (a,)
  CREATE TABLE t (a INT FOREIGN KEY (a) REFERENCES b)
  CREATE TABLE t (UNIQUE (a))
  CREATE TABLE t (a, UNIQUE (a), b)
  CREATE TABLE t (a, PRIMARY KEY a)
  CREATE TABLE t (a, FOREIGN KEY () REFERENCES b)
  CREATE TABLE t (a, FOREIGN KEY (a) REFERENCES b (c) DEFERRABLE INITIALLY)
  CREATE TABLE t (a INT (1, 2, 3))
  CREATE TABLE t (a INT (x))
  CREATE TABLE t (a DEFAULT (1)
  CREATE TABLE t (a DEFAULT 1 + 2)
  CREATE TABLE t (a DEFAULT -x)
  CREATE TABLE t (a DEFAULT)
  CREATE TABLE t (a CHECK a > 1)
  CREATE TABLE t (a CHECK (a > 1) ON CONFLICT FAIL)
  CREATE TABLE t (a NOT DEFAULT 1)
  CREATE TABLE t (a REFERENCES b ON DELETE)
  CREATE TABLE t (a REFERENCES b ON DELETE SET)
  CREATE TABLE t (a REFERENCES b ON CONFLICT FAIL)
  CREATE TABLE t (a AS 1)
  CREATE TABLE t (a) WITHOUT
  CREATE TABLE t (a) STRICT STRICT
  CREATE TABLE t (a) ENGINE = InnoDB
  CREATE TABLE t (a) AS SELECT 1
  CREATE TABLE a.b.c (d)
  CREATE TABLE IF EXISTS t (a)
  CREATE TABLE if (a)
  CREATE TABLE table (a)
  CREATE TABLE t (select INT)
  CREATE TEMP INDEX i ON t (a)
  CREATE TEMP VIRTUAL TABLE t USING fts5
  CREATE VIRTUAL TABLE t
  CREATE VIRTUAL TABLE t USING fts5 ((a)
  CREATE INDEX ON t (a)
  CREATE INDEX i ON a.t (b)
  CREATE INDEX i ON t USING btree (a)
  CREATE INDEX i ON t (a) WHERE
  CREATE INDEX CONCURRENTLY i ON t (a)
  CREATE OR REPLACE VIEW v AS SELECT 1
  CREATE VIEW v
  CREATE UNIQUE VIEW v AS SELECT 1
  CREATE FUNCTION f () RETURNS INT
  CREATE TRIGGER t AFTER INSERT ON u BEGIN END
  CREATE TRIGGER t AFTER INSERT ON u BEGIN SELECT 1 END
  CREATE TRIGGER t AFTER INSERT ON u BEGIN SELECT 1; UPDATE u SET a = 1 RETURNING a; END
  CREATE TRIGGER t AFTER INSERT ON u BEGIN INSERT INTO u DEFAULT VALUES; END
  CREATE TRIGGER t AFTER INSERT ON u BEGIN CREATE TABLE x (a); END
  CREATE TRIGGER t AFTER INSERT OR UPDATE ON u BEGIN SELECT 1; END
  CREATE TRIGGER t AFTER DELETE OF a ON u BEGIN SELECT 1; END
  CREATE TRIGGER t ON u BEGIN SELECT 1; END
  ALTER TABLE t
  ALTER TABLE t ADD
  ALTER TABLE t ADD a, ADD b
  ALTER TABLE t ADD (a INT)
  ALTER TABLE u ADD COLUMN IF NOT EXISTS d INT
  ALTER TABLE t ADD COLUMN CHECK (a > 1)
  ALTER TABLE t ADD UNIQUE (a)
  ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)
  ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES b
  ALTER TABLE t ADD PRIMARY KEY (a)
  ALTER TABLE t DROP COLUMN IF EXISTS a
  ALTER TABLE t DROP a CASCADE
  ALTER TABLE t DROP CONSTRAINT
  ALTER TABLE t DROP INDEX i
  ALTER TABLE t DROP PRIMARY KEY
  ALTER TABLE t MODIFY a INT
  ALTER TABLE t ALTER COLUMN a TYPE INT
  ALTER TABLE t ALTER COLUMN a SET DEFAULT 1
  ALTER TABLE t ALTER COLUMN a DROP DEFAULT
  ALTER TABLE t ALTER COLUMN a DROP NOT NULL ON CONFLICT FAIL
  ALTER TABLE t RENAME a b
  ALTER TABLE t RENAME CONSTRAINT a TO b
  ALTER TABLE t RENAME TO a.b
  ALTER INDEX i RENAME TO j
  ALTER VIEW v RENAME TO w
  DROP TABLE a, b
  DROP TABLE t CASCADE
  DROP INDEX i ON t
  DROP COLUMN a
  TRUNCATE TABLE t
  INSERT t VALUES (1)
  INSERT INTO t (a, b) 1, 2
  INSERT INTO t () VALUES ()
  INSERT INTO t SET a = 1
  INSERT INTO t VALUES (1) ON CONFLICT (a) DO
  INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE a = 1
  INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1
  INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING ON CONFLICT DO NOTHING
  INSERT INTO t SELECT * FROM u ON CONFLICT DO NOTHING
  INSERT IGNORE INTO t VALUES (1)
  INSERT INTO t DEFAULT VALUES ON CONFLICT DO NOTHING
  UPDATE t a SET b = 1
  UPDATE t SET
  UPDATE t SET a.b = 1
  UPDATE t SET a = 1 LIMIT 3
  UPDATE t SET a = 1 ORDER BY a
  DELETE t WHERE a
  DELETE FROM t WHERE a LIMIT 3
  DELETE FROM t USING u
  SELECT
  SELECT FROM t
  SELECT a b c
  SELECT a FROM
  SELECT a FROM t WHERE
  SELECT a FROM t GROUP a
  SELECT a FROM t ORDER a
  SELECT a FROM t LEFT
  SELECT a FROM t JOIN
  SELECT a FROM t LIMIT 1 OFFSET
  SELECT a FROM t LIMIT 1, 2 OFFSET 3
  SELECT a FROM t FOR UPDATE
  SELECT DISTINCT ON (a) b FROM t
  SELECT a::text FROM t
  SELECT (1, )
  SELECT ()
  SELECT 1 +
  SELECT 1 = = 2
  SELECT a NOT b
  SELECT a NOT = b
  SELECT a IS NOT DISTINCT b
  SELECT a BETWEEN 1
  SELECT a BETWEEN 1 OR 2 AND 3
  SELECT a LIKE b ESCAPE c ESCAPE d
  SELECT a ESCAPE b
  SELECT a IN
  SELECT a COLLATE
  SELECT CASE END
  SELECT CASE a END
  SELECT CASE WHEN 1 END
  SELECT CASE WHEN 1 THEN 2
  SELECT CAST (a)
  SELECT cast
  SELECT EXISTS 1
  SELECT EXISTS (1)
  SELECT RAISE (WARN, 'x')
  SELECT f (DISTINCT *)
  SELECT f (a, )
  SELECT f (SELECT 1)
  SELECT f (a) OVER ()()
  SELECT f (a) OVER (ROWS a)
  SELECT f (a) OVER (PARTITION a)
  SELECT f (a) FILTER (a)
  SELECT 'a' (1)
  SELECT main.t.* FROM t
  SELECT current_time.a
  SELECT current_time.* FROM u
  SELECT #1
  SELECT 1 UNION ORDER BY 1
  SELECT (SELECT 1) (SELECT 2)
  VALUES ()
  VALUES (1) ORDER BY 1
  VALUES (1), 2
  WITH a SELECT 1
  WITH a AS SELECT 1
  WITH a AS (INSERT INTO t VALUES (1)) SELECT 1
  WITH recursive AS (SELECT 1) SELECT 1
  WITH a AS (SELECT 1) CREATE TABLE t (a)
  BEGIN x
  BEGIN IMMEDIATE EXCLUSIVE
  COMMIT x
  ROLLBACK TO
  SAVEPOINT
  RELEASE savepoint
  START TRANSACTION
  SET x = 1
  PRAGMA
  PRAGMA a =
  PRAGMA a = 1 2
  PRAGMA a = (1)
  PRAGMA a = 1_000
  PRAGMA a = -b
  PRAGMA a = SELECT
  VACUUM FULL ANALYZE
  VACUUM t (a)
  ANALYZE a, b
  REINDEX TABLE t
  ATTACH 'a'
  ATTACH 'a' AS
  EXPLAIN
  EXPLAIN EXPLAIN SELECT 1
  EXPLAIN ANALYZE SELECT 1
  EXPLAIN QUERY SELECT 1
  GRANT SELECT ON t TO x
  COMMENT ON TABLE t IS 'x'
  ) (
  1
  'a'
  SELECT 'a
  SELECT "a
  SELECT [a
  SELECT x'0
  SELECT x'0'
  SELECT x'0g'
  SELECT 1a
  SELECT 1_
  SELECT 1__0
  SELECT 0x
  SELECT 0x_1
  SELECT 1.5_
  SELECT 1e5e
  SELECT @
  SELECT $a(b c)
  SELECT a ! b
  SELECT \\
  SELECT {a}
  SELECT a ^ b
`
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');

test.each(REFUSED)('%s is no SQL, for the same reason at the same place', (sql) => {
  const statement = readOne(sql);
  expect(sqlite.compile(sql).kind).toBe('syntax');
  expect(statement.kind).toBe('unreadable');
  expect(disagreement(sqlite, statement)).toBeNull();
});

test('a very long statement is read', () => {
  const tables = Array.from({ length: 200_000 }, () => 'a IN b').join(', ');
  expect(readOne(`WITH x AS (SELECT 1) SELECT ${tables}`).kind).toBe('readable');
});

describe('what is nested', () => {
  const nest = (open: string, close: string, levels: number): string =>
    `SELECT ${open.repeat(levels)}1${close.repeat(levels)}`;
  const nests = [
    ['(', ')'],
    ['NOT ', ''],
    ['- ', ''],
    ['(SELECT ', ')'],
    ['CASE WHEN 1 THEN ', ' END'],
    ['abs(', ')'],
    ['1 BETWEEN ', ' AND 2'],
    ['1 + (', ')'],
  ] as const;

  test.each(nests)('%s…%s is read to a depth that nobody writes', (open, close) => {
    expect(readOne(nest(open, close, 150)).kind).toBe('readable');
  });

  test.each(nests)('%s…%s is unreadable where it is too deep, and does no harm', (open, close) => {
    expect(readOne(nest(open, close, 100_000))).toMatchObject({
      kind: 'unreadable',
      reason: 'nested too deeply to be read',
    });
  });
});
