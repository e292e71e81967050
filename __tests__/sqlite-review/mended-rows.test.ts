import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sqliteReviews, type Reviews } from './reviews.ts';

let reviews: Reviews;
beforeAll(() => {
  reviews = sqliteReviews();
});
afterAll(() => {
  reviews.end();
});

const SHOP = `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);\nINSERT INTO users VALUES (1, 'a', 1), (2, 'a', 1), (3, NULL, NULL);\nINSERT INTO orders VALUES (1, 1), (2, 2), (3, 3);\n`;

const rebuild = (columns: string): string =>
  `CREATE TABLE fresh (id INTEGER PRIMARY KEY, ${columns});\nINSERT INTO fresh SELECT id, email, age FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;\n`;

test.each([
  ['NOT NULL', 'email TEXT NOT NULL, age INTEGER NOT NULL', /NOT NULL constraint failed: fresh\.email/],
  [
    'UNIQUE',
    'email TEXT, age INTEGER, UNIQUE (email, age)',
    /UNIQUE constraint failed: fresh\.email, fresh\.age/,
  ],
])('rows that a new %s refuses do not hide what a cascade takes', async (_, columns, refusal) => {
  const report = await reviews.of(SHOP, rebuild(columns), { foreignKeys: true });
  const lost = report.filter(({ rule }) => rule === 'rows-destroyed');
  expect(lost.map(({ object }) => object)).toEqual(['orders']);
  expect(lost[0]?.evidence.join()).toMatch(/^3 synthetic rows of orders gone/);
  const depends = report.filter(({ rule }) => rule === 'depends-on-existing-rows');
  expect(depends.map(({ evidence }) => evidence.join()).join()).toMatch(refusal);
});
