import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { sqliteReviews, type Circumstances, type Reviews } from './reviews.ts';

const SHOP = `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, note TEXT, age INTEGER);
CREATE INDEX users_note ON users (note);
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE);
CREATE VIEW notes AS SELECT note FROM users;
`;
const REBUILT = `CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT UNIQUE, note TEXT, age INTEGER NOT NULL DEFAULT 0);
INSERT INTO fresh SELECT id, email, note, coalesce(age, 0) FROM users;
DROP VIEW notes;
DROP TABLE users;
ALTER TABLE fresh RENAME TO users;
CREATE INDEX users_note ON users (note);
CREATE VIEW notes AS SELECT note FROM users;
`;
const ON = { foreignKeys: true };
const OFF = { foreignKeys: false };

/** Rows of docs/coverage.md: what is changed, and a rule that answers. */
const ROWS: readonly (readonly [id: string, head: string, rule: string, circumstances: Circumstances])[] = [
  ['SL-01', 'ALTER TABLE users ALTER COLUMN age SET NOT NULL;', 'depends-on-existing-rows', OFF],
  ['SL-03', 'ALTER TABLE users ADD COLUMN a TEXT NOT NULL;', 'incompatible-column', OFF],
  [
    'SL-04',
    'ALTER TABLE users ADD COLUMN a TEXT DEFAULT CURRENT_TIMESTAMP;',
    'depends-on-existing-rows',
    OFF,
  ],
  ['SL-05', 'ALTER TABLE users ADD COLUMN a TEXT UNIQUE;', 'statement-fails', OFF],
  [
    'SL-06',
    'ALTER TABLE users ADD COLUMN a TEXT GENERATED ALWAYS AS (lower(email)) STORED;',
    'depends-on-existing-rows',
    OFF,
  ],
  [
    'SL-07',
    'ALTER TABLE orders ADD COLUMN b INTEGER DEFAULT 1 REFERENCES users (id);',
    'depends-on-existing-rows',
    ON,
  ],
  [
    'SL-08',
    'ALTER TABLE users ADD COLUMN a INTEGER DEFAULT 0 CHECK (a > 0);',
    'depends-on-existing-rows',
    OFF,
  ],
  ['SL-09', 'ALTER TABLE users DROP COLUMN note;', 'statement-fails', OFF],
  ['SL-10', REBUILT, 'rows-destroyed', ON],
  ['SL-11', `PRAGMA foreign_keys = off;\n${REBUILT}`, 'pragma-ignored', ON],
  ['SL-12', '-- holdpoint:transaction per-migration\nVACUUM;', 'statement-refuses-transaction', OFF],
  ['SL-13', 'ALTER TABLE users ALTER COLUMN note TYPE INTEGER;', 'unreadable-statement', OFF],
  ['SL-14', 'DROP TABLE users;', 'drop-in-use', OFF],
  ['SL-15', 'ALTER TABLE users RENAME COLUMN email TO mail;', 'rename-breaks-running-code', OFF],
  ['SL-17', "UPDATE users SET note = 'x';", 'unbatched-data-change', OFF],
  [
    'SL-18',
    '-- holdpoint:transaction none\nALTER TABLE users ADD COLUMN a TEXT;\nALTER TABLE users ADD COLUMN b TEXT;',
    'half-done-when-it-fails',
    OFF,
  ],
];

/** Answered by what is not told. */
const SILENT: readonly (readonly [id: string, head: string, rule: string])[] = [
  ['SL-02', REBUILT, 'contract-too-early'],
];

/** Told where the version is: __tests__/sqlite-versions. */
const ELSEWHERE = ['SL-16'];

let reviews: Reviews;

beforeAll(() => {
  reviews = sqliteReviews();
});

afterAll(() => {
  reviews.end();
});

test.each(ROWS)('%s: %s', async (_id, head, rule, circumstances) => {
  const told = await reviews.of(SHOP, head, circumstances);

  expect(told.map((one) => one.rule)).toContain(rule);
});

test.each(SILENT)('%s: %s', async (_id, head, rule) => {
  const told = await reviews.of(SHOP, head, OFF);

  expect(told.length).toBeGreaterThan(0);
  expect(told.map((one) => one.rule)).not.toContain(rule);
});

test('nobody is sent to a command that has nothing for SQLite', async () => {
  const told = await reviews.text(SHOP, 'ALTER TABLE users ADD COLUMN a TEXT NOT NULL;', OFF);

  expect(told).toContain('incompatible-column');
  expect(told).not.toContain('holdpoint split');
});

test('the page lists these rows and no others', () => {
  const page = readFileSync('docs/coverage.md', 'utf8');
  const ids = [...page.matchAll(/^\| (SL-\d\d) /gm)].map(([, id]) => id);

  expect(ids).toEqual([...ROWS.map(([id]) => id), ...SILENT.map(([id]) => id), ...ELSEWHERE].sort());
});

test.each(ROWS)('the page names the rule that answers %s', (id, _head, rule) => {
  const page = readFileSync('docs/coverage.md', 'utf8');
  const row = page.split('\n').find((line) => line.startsWith(`| ${id} `));

  expect(row).toContain(`\`${rule}\``);
});
