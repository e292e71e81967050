import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/rules/judge.ts';
import { exampleStage } from './example-stage.ts';

const rehearseExample = exampleStage();

/** What is told of statements that were skipped, one text for each. */
async function told(base: string, up: string): Promise<string[]> {
  const rehearsal = await rehearseExample({ title: up, base: [base], head: [{ up }] });
  expect(rehearsal.unknowns).toEqual([]);
  const findings = judge(rehearsal, { severities: new Map(), lockTimeoutDefault: 5000 });
  return findings.filter(({ rule }) => rule === 'skipped-but-different').map(({ message }) => message);
}

const ORDERS =
  "CREATE TABLE orders (id bigint PRIMARY KEY, total integer DEFAULT 0, state text NOT NULL DEFAULT 'new');";

describe('a statement with IF NOT EXISTS that does nothing', () => {
  it('is told with everything that is otherwise than it says, in the reader’s names', async () => {
    const found = await told(
      ORDERS,
      'CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, total numeric(12,2), state text CHECK (state <> $$x$$), note text);',
    );

    expect(found).toEqual([
      "`IF NOT EXISTS` skips this without a word: `orders` is there already, and not as the statement asks: column `orders.note` is missing, constraint `orders.orders_state_check` is missing, `orders.state` has default `'new'::text` instead of none and 3 more.",
    ]);
  });

  it('says what stands under the name where that is no table', async () => {
    const found = await told(
      `${ORDERS} CREATE INDEX bills ON orders (total);`,
      'CREATE TABLE IF NOT EXISTS bills (id bigint PRIMARY KEY);',
    );

    expect(found).toEqual([expect.stringContaining('`bills` is an index, not a table.')]);
  });

  it('is told of the column that was there, and not of the one that it added', async () => {
    const found = await told(
      ORDERS,
      'ALTER TABLE orders ADD COLUMN IF NOT EXISTS total bigint, ADD COLUMN IF NOT EXISTS note text, ADD COLUMN more text;',
    );

    expect(found).toEqual([
      '`IF NOT EXISTS` skips this without a word: `orders.total` is there already, and not as the statement asks: `orders.total` has default `0` instead of none and `orders.total` is `integer`, not `bigint`.',
    ]);
  });

  it('is told where what it asks for could not be made', async () => {
    const found = await told(ORDERS, 'CREATE TABLE IF NOT EXISTS orders (id no_such_type);');

    expect(found).toEqual([
      expect.stringContaining(
        'what the statement asks for cannot be made: `type "no_such_type" does not exist` (42704).',
      ),
    ]);
  });

  it('is told of a primary key’s index, a materialized view, a foreign key and a schema’s owner', async () => {
    const base = `${ORDERS} CREATE MATERIALIZED VIEW sums AS SELECT sum(total) FROM orders;
CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders); CREATE ROLE clerk; CREATE SCHEMA shop;`;
    const found = await told(
      base,
      `CREATE INDEX IF NOT EXISTS orders_pkey ON orders (total);
CREATE MATERIALIZED VIEW IF NOT EXISTS sums AS SELECT sum(id) FROM orders;
ALTER TABLE lines ADD COLUMN IF NOT EXISTS order_id bigint REFERENCES orders ON DELETE CASCADE;
CREATE SCHEMA IF NOT EXISTS shop AUTHORIZATION clerk;`,
    );

    expect(found).toEqual([
      expect.stringContaining('`orders_pkey` is `CREATE UNIQUE INDEX'),
      expect.stringContaining('`sums` is'),
      expect.stringContaining('ON DELETE CASCADE'),
      expect.stringContaining('`shop` has owner `postgres` instead of `clerk`'),
    ]);
  });
});

describe('nothing is told', () => {
  it.each([
    [
      'of what a search path leads to',
      `${ORDERS} CREATE SCHEMA shop;`,
      'SET search_path = shop; CREATE TABLE IF NOT EXISTS orders (id uuid PRIMARY KEY);',
    ],
    ['of a temporary table', ORDERS, 'CREATE TEMP TABLE IF NOT EXISTS orders (id uuid);'],
    [
      'of the same foreign key',
      `${ORDERS} CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);`,
      'CREATE TABLE IF NOT EXISTS lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);',
    ],
    [
      'of a serial column',
      'CREATE TABLE t (id serial PRIMARY KEY, at date UNIQUE);',
      'CREATE TABLE IF NOT EXISTS t (id serial PRIMARY KEY, at date UNIQUE);',
    ],
    [
      'of a partition',
      'CREATE TABLE e (at date) PARTITION BY RANGE (at); CREATE INDEX e_at ON e (at); CREATE TABLE e1 PARTITION OF e DEFAULT;',
      'CREATE TABLE IF NOT EXISTS e1 PARTITION OF e DEFAULT;',
    ],
    [
      'of a constraint and an index with other names',
      'CREATE TABLE t (a int CONSTRAINT mine CHECK (a > 0) CONSTRAINT ours UNIQUE);',
      'CREATE TABLE IF NOT EXISTS t (a int CHECK (a > 0) UNIQUE);',
    ],
    [
      'of a schema without an owner',
      'CREATE ROLE clerk; CREATE SCHEMA shop AUTHORIZATION clerk; CREATE TABLE shop.a (id bigint PRIMARY KEY);',
      'CREATE SCHEMA IF NOT EXISTS shop;',
    ],
  ])('%s', async (_, base, up) => {
    expect(await told(base, up)).toEqual([]);
  });

  it('and the rows, the locks and what follows are as without the look', async () => {
    const rehearsal = await rehearseExample({
      title: 'rows',
      base: [ORDERS],
      head: [
        {
          up: "CREATE TABLE IF NOT EXISTS orders (id uuid);\nUPDATE orders SET state = 'old' WHERE id > 0;",
        },
      ],
    });
    const [skipped, update] = rehearsal.migrations[0]?.statements ?? [];

    expect(skipped?.effects).toEqual([]);
    expect(update?.observation?.rows[0]).toMatchObject({ relation: 'orders', deleted: 0 });
    expect(update?.observation?.rows[0]?.updated).toBeGreaterThan(0);
    expect(update?.held).toEqual([]);
  });
});
