import { describe, expect, test } from '@jest/globals';
import { parseSource } from '../../src/dialects/sqlite/parse/parse.ts';
import { ALTER_AND_DROP } from './expected/alter-and-drop.ts';
import { ROWS } from './expected/rows.ts';
import { read, readGood, readOne } from './read.ts';

describe('in a transaction', () => {
  test.each(['VACUUM', "VACUUM INTO 'x'", 'PRAGMA main.Journal_Mode = wal', 'PRAGMA synchronous(off)'])(
    '%s is refused',
    (sql) => {
      expect(readGood(sql).runsInTransaction).toBe(false);
    },
  );

  test.each([
    'PRAGMA foreign_keys',
    'PRAGMA defer_foreign_keys = ON',
    // Ignored there, which the engine tells.
    'PRAGMA foreign_keys = ON',
    'REINDEX',
    "ATTACH ':memory:' AS a",
    'BEGIN',
  ])('%s runs', (sql) => {
    expect(readGood(sql).runsInTransaction).toBe(true);
  });
});

test.each([
  ["ATTACH 'other.db' AS a", 'opens another database file'],
  ['ATTACH ? AS a', 'opens another database file'],
  ["ATTACH ':memory:' AS a", undefined],
  ["ATTACH '' AS a", undefined],
  ["VACUUM INTO 'copy.db'", 'writes a copy of the database to a file'],
  ["SELECT load_extension('x')", 'calls load_extension, which loads a library'],
  ["INSERT INTO t VALUES (readfile('x'))", 'calls readfile, which reads a file'],
  ["EXPLAIN SELECT load_extension('x')", undefined],
  ['SELECT lower(a) FROM t', undefined],
])('outside of the database, %s: %s', (sql, outside) => {
  expect(readGood(sql).outside).toBe(outside);
});

describe('the summary', () => {
  test('is the statement in one line, without comments', () => {
    expect(readGood('ALTER TABLE  users -- why\n ADD  COLUMN\n email TEXT').summary).toBe(
      'ALTER TABLE users ADD COLUMN email TEXT',
    );
  });

  test.each([ALTER_AND_DROP, ROWS].flat().map(([sql]) => sql))('of %s has at most 80 characters', (sql) => {
    expect(readGood(sql).summary.length).toBeLessThanOrEqual(80);
  });
});

test('statements in the body of a trigger are told with their lines', () => {
  const [, trigger] = read(`SELECT 1;
CREATE TRIGGER sync AFTER UPDATE ON users
BEGIN
  UPDATE totals SET n = n + 1; -- all of them
  INSERT INTO log SELECT * FROM changes
    WHERE user = new.id;
  SELECT 1;
END;`);
  expect(trigger).toMatchObject({
    changes: [{ kind: 'create-trigger', object: 'users.sync', relation: 'users' }],
    inner: [
      {
        line: 4,
        summary: 'UPDATE totals SET n = n + 1',
        changes: [{ kind: 'update-rows', object: 'totals', bounded: 'all' }],
      },
      { line: 5, changes: [{ kind: 'insert-rows', object: 'log', bounded: 'filtered', reads: ['changes'] }] },
      { line: 7, summary: 'SELECT 1', changes: [{ kind: 'query' }] },
    ],
  });
});

test('what cannot be read is told with its reason and place, and reading goes on', () => {
  expect(read('SELECT 1;\nALTER TABLE users\n  ADD UNIQUE (email);\nSELECT 2;')).toMatchObject([
    { kind: 'readable' },
    {
      kind: 'unreadable',
      sql: 'ALTER TABLE users\n  ADD UNIQUE (email)',
      reason: 'near "UNIQUE": syntax error',
      at: { line: 3, column: 7, start: 34, end: 40 },
    },
    { kind: 'readable' },
  ]);
});

test.each([
  ['SELECT', 'incomplete input'],
  ["INSERT INTO t VALUES ('it''s)", `unrecognized token: "'it''s)", whose quote is never closed`],
  ['CREATE TABLE t (a) ENGINE', 'unknown table option: ENGINE'],
  ['CREATE VIEW v (a DESC) AS SELECT 1', 'syntax error after column name "a"'],
  [`SELECT '${'x'.repeat(100)}`, `unrecognized token: "'${'x'.repeat(39)}…", whose quote is never closed`],
])('%s: %s', (sql, reason) => {
  expect(readOne(sql)).toMatchObject({ kind: 'unreadable', reason });
});

test('a source that cannot be used is one statement that cannot be read', () => {
  const defect = { reason: 'is not UTF-8', offset: 3, line: 1 };
  expect(parseSource({ path: 'a.sql', text: 'SELECT 1', defect }).statements).toMatchObject([
    { kind: 'unreadable', reason: 'is not UTF-8', at: { start: 3 } },
  ]);
});

test('comments are told only where one is addressed to us', () => {
  const script = (text: string): unknown => parseSource({ path: 'a.sql', text, defect: null }).comments;
  expect(script('-- a\nSELECT 1;')).toBeUndefined();
  expect(script("-- a\nSELECT /* holdpoint: b */ '-- holdpoint: x'; -- c\n/* d")).toEqual([
    { text: 'a', line: 1, endLine: 1 },
    { text: 'holdpoint: b', line: 2, endLine: 2 },
    { text: 'c', line: 2, endLine: 2 },
    { text: 'd', line: 3, endLine: 3 },
  ]);
});
