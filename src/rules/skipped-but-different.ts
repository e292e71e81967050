import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { objectKey } from '../model/catalog.ts';
import type { Drift } from '../model/drift.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import type { Skipped } from '../model/skipped.ts';
import { catalogAtTheEnd } from './support/at-the-end.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { shortfallWords } from './support/skipped-words.ts';
import { distinct, errorWords } from './support/words.ts';

const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer NOT NULL);';

/** Differences in one sentence; the others are evidence. */
const TOLD_AT_ONCE = 3;

export default defineRule({
  id: 'skipped-but-different',
  title: 'Skipped though different',
  severity: 'warn',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a statement with `IF NOT EXISTS` that does nothing because its object is there, while that object is not what the statement asks for. To find out, the rehearsal takes the object away, runs the statement, compares, and takes it all back.',
    why: '`IF NOT EXISTS` looks at the name only. The migration reports success, and the code that counts on it meets other columns, types or constraints, in this database and not in a fresh one.',
    instead:
      'Write the change from what is there to what is expected, as `ALTER` statements; leave the statement out where what is there will do. A statement that asks for what is there already is fine.',
    references: [
      'https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-IF-NOT-EXISTS',
      'https://www.postgresql.org/docs/current/sql-createindex.html',
      'https://www.sqlite.org/lang_createtable.html',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A table with other columns',
        base: [ORDERS],
        head: [
          {
            up: 'CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, total numeric(12,2) NOT NULL, note text);',
          },
        ],
      },
      {
        title: 'A column of another type',
        base: [ORDERS],
        head: [{ up: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS total numeric(12,2) NOT NULL;' }],
      },
      {
        title: 'An index on another column',
        base: [`${ORDERS}\nCREATE INDEX orders_idx ON orders (total);`],
        head: [
          {
            up: 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_idx ON orders (id, total);',
            transaction: 'none',
          },
        ],
        also: ['invalid-index-left-behind'],
      },
      {
        title: 'A view of that name',
        base: [`${ORDERS}\nCREATE VIEW bills AS SELECT id FROM orders;`],
        head: [{ up: 'CREATE TABLE IF NOT EXISTS bills (id bigint PRIMARY KEY);' }],
      },
      {
        title: 'SQLite: a table with other columns, an index on another one',
        dialect: 'sqlite',
        base: [
          'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER NOT NULL);\nCREATE INDEX orders_idx ON orders (total);',
        ],
        head: [
          {
            up: 'CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, total REAL NOT NULL, note TEXT);\nCREATE UNIQUE INDEX IF NOT EXISTS orders_idx ON orders (id, total);',
          },
        ],
      },
      {
        title: 'A sequence that counts otherwise',
        base: ['CREATE SEQUENCE tickets;'],
        head: [{ up: 'CREATE SEQUENCE IF NOT EXISTS tickets INCREMENT 10;' }],
      },
    ],
    good: [
      {
        title: 'The same again',
        base: [`${ORDERS}\nCREATE INDEX orders_total ON orders (total);`],
        head: [
          {
            up: 'CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, total integer NOT NULL);\nALTER TABLE orders ADD COLUMN IF NOT EXISTS total integer NOT NULL;\nCREATE INDEX IF NOT EXISTS orders_total ON orders (total);\nCREATE SCHEMA IF NOT EXISTS public;',
          },
        ],
      },
      {
        title: 'SQLite: the same again, and a table that others refer to',
        dialect: 'sqlite',
        foreignKeys: true,
        base: [
          'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER NOT NULL CHECK (total > 0));\nCREATE TABLE bills (order_id INTEGER REFERENCES orders (id));\nCREATE TRIGGER orders_paid AFTER UPDATE ON orders BEGIN SELECT 1; END;',
          'ALTER TABLE orders ADD COLUMN note TEXT;',
        ],
        head: [
          {
            up: 'CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, total INTEGER NOT NULL CHECK (total > 0));\nCREATE TRIGGER IF NOT EXISTS orders_paid AFTER UPDATE ON orders BEGIN SELECT 1; END;',
          },
        ],
      },
      {
        title: 'What later migrations added is nothing that the statement speaks of',
        base: [
          ORDERS,
          "ALTER TABLE orders ADD COLUMN note text;\nCREATE INDEX orders_note ON orders (note);\nCOMMENT ON TABLE orders IS 'Money';",
        ],
        head: [{ up: 'CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, total integer NOT NULL);' }],
      },
      {
        title: 'The rest of the change makes up for it',
        base: [ORDERS],
        head: [
          {
            up: 'CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, total integer NOT NULL, note text);\nALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;',
          },
        ],
      },
      {
        title: 'In a schema of its own',
        base: [`${ORDERS}\nCREATE SCHEMA sales;`],
        head: [{ up: 'CREATE TABLE IF NOT EXISTS sales.orders (id uuid PRIMARY KEY);' }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const { skipped } = place.statement;
      return skipped === undefined ? [] : hitsOf(rehearsal, place, skipped);
    });
  },
});

function hitsOf(rehearsal: Rehearsal, place: Place, { standing, drift, error }: Skipped): Hit[] {
  const lasting = drift.filter((difference) => !isMadeUpFor(rehearsal, difference));
  if (lasting.length === 0 && error === null) return [];
  const names = distinct(standing.map(({ name }) => name));
  const there = `${listInWords(codes(names))} ${names.length === 1 ? 'is' : 'are'} there`;
  const words = lasting.map((difference) => shortfallWords(difference, standing));
  const other =
    error === null
      ? `and not as the statement asks: ${listInWords(words, TOLD_AT_ONCE)}`
      : `and what the statement asks for cannot be made: ${errorWords(error)}`;
  return [
    hitAt(place, {
      object: names[0] ?? '',
      message: `${code('IF NOT EXISTS')} skips this without a word: ${there} already, ${other}.`,
      evidence: words.slice(TOLD_AT_ONCE),
      remedy: advice(
        `Write what is to become of ${listInWords(codes(names))} as ${code('ALTER')} statements, or leave this one out where what is there will do.`,
      ),
    }),
  ];
}

/** True when the change ends with what the statement asked for. */
function isMadeUpFor(rehearsal: Rehearsal, { kind, objectKind, object, fact, before }: Drift): boolean {
  if (objectKind === 'rows') return true;
  const now = catalogAtTheEnd(rehearsal).get(objectKey(objectKind, object));
  if (now === undefined || kind === 'missing') return now !== undefined;
  return JSON.stringify(now.facts[fact ?? ''] ?? null) === JSON.stringify(before);
}
