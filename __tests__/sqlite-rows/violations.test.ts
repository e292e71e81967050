import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { findViolations } from '../../src/dialects/sqlite/validation/violations.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import { openEngine } from '../sqlite-engine/open-engine.ts';

let engine: Engine;
let empty: Mark;
beforeAll(async () => {
  engine = await openEngine();
  empty = await engine.mark();
});
afterEach(() => engine.rewind(empty));
afterAll(() => engine.close());

const found = async (sql: string): Promise<readonly string[]> => {
  const outcome = await engine.run(sql);
  if (!outcome.ok) throw new Error(outcome.error.message);
  const violations = await findViolations(engine);
  return violations.map(({ kind, relation, parent, columns, rows, says }) =>
    [kind, relation, parent, columns.join('+'), rows, says].join(' | '),
  );
};

const CHECKED = 'PRAGMA foreign_key_check';

test('an order that is kept breaks nothing', async () => {
  expect(
    await found(
      'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a); INSERT INTO a VALUES (1); INSERT INTO b VALUES (1), (NULL);',
    ),
  ).toEqual([]);
});

test('rows without a parent, by key', async () => {
  expect(
    await found(
      `CREATE TABLE "A b" (id INTEGER PRIMARY KEY, x, y, UNIQUE (x, y));
       CREATE TABLE b (a INTEGER REFERENCES "A b", "X y", y, FOREIGN KEY ("X y", y) REFERENCES "A b" (x, y));
       INSERT INTO b VALUES (1, 2, 3), (4, NULL, NULL), (NULL, 2, 3);`,
    ),
  ).toEqual([
    `foreign-key | b | "A b" | "X y"+y | 2 | ${CHECKED}`,
    `foreign-key | b | "A b" | a | 2 | ${CHECKED}`,
  ]);
});

test('a parent that is gone', async () => {
  expect(
    await found('CREATE TABLE b (a INTEGER REFERENCES a (id)); INSERT INTO b VALUES (1), (NULL);'),
  ).toEqual([`foreign-key | b | a | a | 1 | ${CHECKED}`]);
});

test('a key whose other side is not unique does not hide the others', async () => {
  expect(
    await found(
      `CREATE TABLE a (id INTEGER PRIMARY KEY, x); CREATE TABLE b (x REFERENCES a (x)); CREATE TABLE c (a INTEGER REFERENCES a);
       INSERT INTO b VALUES (1); INSERT INTO c VALUES (7);`,
    ),
  ).toEqual([
    'mismatch | b | a |  | 0 | foreign key mismatch - "b" referencing "a"',
    `foreign-key | c | a | a | 1 | ${CHECKED}`,
  ]);
});

test('checks that are ignored, and go on being so', async () => {
  expect(
    await found(
      'CREATE TABLE a (x CHECK (x > 0)); PRAGMA ignore_check_constraints = on; INSERT INTO a VALUES (-1), (-2), (3);',
    ),
  ).toEqual(['integrity | a |  |  | 2 | CHECK constraint failed in a']);
  expect((await engine.run('INSERT INTO a VALUES (-4)')).ok).toBe(true);
});
