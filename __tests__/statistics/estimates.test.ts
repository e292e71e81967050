import { describe, expect, test } from '@jest/globals';
import type { RelationEstimate } from '../../src/model/statistics.ts';
import { backfillSeconds } from '../../src/plan/estimates/backfill-seconds.ts';
import { estimatesOf } from '../../src/plan/estimates/estimates-of.ts';
import type { Sizing } from '../../src/plan/estimates/sizing.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { exampleStage } from '../rules/example-stage.ts';
import { RATES, sizingOf, statisticsOf, tableOf } from './sizes.ts';

const rehearse = exampleStage();

const ORDERS = `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total integer, state text);
CREATE TABLE states (name text PRIMARY KEY);
CREATE TABLE archive (id bigint PRIMARY KEY, customer_id bigint, total integer, state text);`;

const SIZES = statisticsOf([
  tableOf('archive', { rows: 0, bytes: 0 }),
  tableOf('customers', { rows: 1_000_000, bytes: 100e6, indexes: [{ name: 'customers_pkey', bytes: 20e6 }] }),
  tableOf('orders', {
    rows: 40_000_000,
    bytes: 12e9,
    indexes: [
      { name: 'orders_pkey', bytes: 900e6 },
      { name: 'orders_state_idx', bytes: 300e6 },
    ],
  }),
  tableOf('states', { rows: 12, bytes: 8192, indexes: [{ name: 'states_pkey', bytes: 16_384 }] }),
]);

async function estimate(up: string, sizing: Sizing = sizingOf(SIZES), more: Partial<RuleExample> = {}) {
  const seen = await rehearse({ title: up, base: [ORDERS], head: [{ up }], ...more });
  return estimatesOf(seen, sizing);
}

/** The only relation that the last statement works on. */
async function relationOf(up: string, sizing?: Sizing, transaction?: 'none'): Promise<RelationEstimate> {
  const head = [transaction === undefined ? { up } : { up, transaction }];
  const found = (await estimate(up, sizing, { head }))
    .at(-1)
    ?.relations.filter(({ works }) => works.length > 0);
  if (found?.length !== 1 || found[0] === undefined) throw new Error(JSON.stringify(found));
  return found[0];
}

describe('how long work takes', () => {
  test('a scan is bytes by rate', async () => {
    expect(await relationOf('ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);')).toEqual({
      relation: 'orders',
      works: ['scan'],
      blocks: 'reads-and-writes',
      rows: 40_000_000,
      bytes: 12e9,
      seconds: 120,
      class: 'minutes',
      disk: 0,
      lag: null,
      basis: '40,000,000 rows in 12 GB as of 2026-11-30',
      query: null,
    });
  });

  test('a rewrite copies the table and builds its indexes anew', async () => {
    // 12e9 / 25e6 + 2 × 12e9 / 50e6; table and indexes once more, and once in the log
    expect(await relationOf('ALTER TABLE orders ALTER total TYPE bigint;')).toMatchObject({
      works: ['rewrite'],
      seconds: 480 + 480,
      class: 'minutes',
      disk: 2 * (12e9 + 1.2e9),
    });
  });

  test('where the log is minimal, a rewrite takes no place in it', async () => {
    const minimal = { ...SIZES, settings: { ...SIZES.settings, wal_level: 'minimal' } };
    const { disk } = await relationOf('ALTER TABLE orders ALTER total TYPE bigint;', sizingOf(minimal));
    expect(disk).toBe(12e9 + 1.2e9);
  });

  test('an index build reads the table once, a concurrent one twice', async () => {
    const plain = await relationOf('CREATE INDEX orders_customer_idx ON orders (customer_id);');
    // 40,000,000 × 40 bytes, once as index, once as sort, once in the log
    expect(plain).toMatchObject({ works: ['index-build'], seconds: 240, disk: 3 * 1.6e9 });
    const concurrent = await relationOf(
      'CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);',
      undefined,
      'none',
    );
    expect(concurrent).toMatchObject({ blocks: 'schema-changes', seconds: 480 });
  });

  test('a sort that fits in memory takes no disk', async () => {
    const roomy = { ...SIZES, settings: { maintenance_work_mem: '2GB', wal_level: 'replica' } };
    const { disk } = await relationOf('CREATE INDEX o ON orders (customer_id);', sizingOf(roomy));
    expect(disk).toBe(2 * 1.6e9);
  });

  test('rows by their number, and the same in batches', async () => {
    expect(await relationOf("UPDATE orders SET state = 'new';")).toMatchObject({
      works: ['rows'],
      seconds: 4000,
      class: 'hours',
      // 40,000 batches of 200 ms and 100 ms of pause
      backfill: 12_000,
      disk: 2 * (12e9 + 1.2e9),
    });
  });

  test('rows that are copied are those of the table that is read', async () => {
    const up = 'INSERT INTO archive (id, customer_id) SELECT id, id FROM customers FOR UPDATE;';
    const relations = (await estimate(up)).flatMap((each) => each.relations);
    expect(relations.map(({ relation, works, seconds }) => [relation, works, seconds])).toEqual([
      ['archive', ['rows'], 100],
      ['customers', ['scan'], 1],
    ]);
  });

  test('hours: the class follows the seconds of the whole statement', async () => {
    const slow = sizingOf(SIZES, { rates: { ...RATES, scan: 1e6 } });
    const [found] = await estimate('ALTER TABLE orders ADD CHECK (total > 0);', slow);
    expect(found).toMatchObject({ seconds: 12_000, class: 'hours', small: false });
  });

  test('a batch takes as long as its rows, and then the pause', () => {
    expect(backfillSeconds(10_000_000, { rows: 1000, pause: 100 }, RATES)).toBe(3000);
    expect(backfillSeconds(10_000_000, { rows: 5000, pause: 0 }, RATES)).toBe(2000);
    expect(backfillSeconds(0, { rows: 1000, pause: 100 }, RATES)).toBe(0);
    expect(backfillSeconds(1, { rows: 1000, pause: 100 }, RATES)).toBe(0.3);
  });
});

describe('what nobody waits for', () => {
  test('a table of the change is instant, whatever is done to it', async () => {
    const found = await estimate('CREATE TABLE refunds (id bigint);\nCREATE INDEX r ON refunds (id);');
    expect(found.flatMap(({ relations }) => relations.map((each) => each.class))).toEqual(
      found.flatMap(({ relations }) => relations.map(() => 'instant')),
    );
  });

  test('a table that holds nothing is instant', async () => {
    const found = await relationOf('ALTER TABLE archive ALTER total TYPE bigint;');
    expect(found).toMatchObject({ seconds: 0, class: 'instant', disk: 0 });
  });

  test('a change of the catalog is instant, however large the table', async () => {
    const [found] = await estimate('ALTER TABLE orders ADD COLUMN note text;');
    expect(found).toMatchObject({ seconds: 0, class: 'instant', small: true });
    expect(found?.relations[0]?.basis).toBe(
      '40,000,000 rows in 12 GB as of 2026-11-30; the change is made in the catalog only',
    );
  });
});

describe('what is unknown', () => {
  const CHECK = 'ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);';

  test.each([
    ['without statistics', null, 'Nobody told how large it is.'],
    ['of a table that they lack', statisticsOf([]), 'The statistics do not know it.'],
  ])('%s the size is unknown, and a query tells it', async (_, statistics, basis) => {
    expect(await relationOf(CHECK, sizingOf(statistics))).toMatchObject({
      rows: null,
      bytes: null,
      seconds: null,
      class: 'unknown',
      disk: null,
      basis,
      query: 'SELECT size OF orders',
    });
  });

  test('rows that the server never counted make no small table', async () => {
    const uncounted = statisticsOf([tableOf('orders', { rows: null, bytes: 8192 })]);
    const [found] = await estimate(CHECK, sizingOf(uncounted));
    expect(found).toMatchObject({ class: 'instant', small: false });
    expect((await relationOf("UPDATE orders SET state = '';", sizingOf(uncounted))).class).toBe('unknown');
  });
});

describe('replicas', () => {
  const RETYPE = 'ALTER TABLE orders ALTER total TYPE bigint;';

  test.each([
    [0, null],
    [null, null],
    [2, 528],
  ])('with %s of them, they fall behind by %s seconds', async (replicas, lag) => {
    expect((await relationOf(RETYPE, sizingOf({ ...SIZES, replicas }))).lag).toBe(lag);
  });

  test('a scan writes nothing for them', async () => {
    const { lag } = await relationOf(
      'ALTER TABLE orders ADD CHECK (total > 0);',
      sizingOf({ ...SIZES, replicas: 1 }),
    );
    expect(lag).toBe(0);
  });
});

describe('small', () => {
  const small = async (up: string, sizing?: Sizing): Promise<boolean[]> =>
    (await estimate(up, sizing)).map((each) => each.small);

  test('a scan of twelve rows', async () => {
    expect(await small("ALTER TABLE states ADD CHECK (name <> '');")).toEqual([true]);
  });

  test('not by old statistics, and not where the team takes nothing for small', async () => {
    const up = "ALTER TABLE states ADD CHECK (name <> '');";
    expect(await small(up, sizingOf(SIZES, { fresh: false }))).toEqual([false]);
    expect(await small(up, sizingOf(SIZES, { small: { rows: 0, time: 1000 } }))).toEqual([false]);
    expect(await small(up, sizingOf(SIZES, { small: { rows: 12, time: 1000 } }))).toEqual([false]);
    expect(await small(up, sizingOf(SIZES, { small: { rows: 13, time: 0 } }))).toEqual([false]);
  });

  test('not while its transaction goes on to work on a large table', async () => {
    const up = "ALTER TABLE states ADD CHECK (name <> '');\nALTER TABLE orders ADD CHECK (total > 0);";
    expect(await small(up)).toEqual([false, false]);
  });

  test('not when a large table is read, also into a new one', async () => {
    expect(await small('INSERT INTO states SELECT DISTINCT state FROM orders;')).toEqual([false]);
    const up =
      'CREATE TABLE copied AS SELECT * FROM orders;\nALTER TABLE states ADD note text DEFAULT random();';
    expect(new Set(await small(up))).toEqual(new Set([false]));
  });

  test('not when its rows are referred to by a large table', async () => {
    const base = [`${ORDERS}\nALTER TABLE orders ADD FOREIGN KEY (state) REFERENCES states;`];
    const found = await estimate('DELETE FROM states;', undefined, { base });
    expect(found.map((each) => each.small)).toEqual([false]);
  });
});

describe('partitions', () => {
  const PARTED = `CREATE TABLE events (id bigint, day date, kind text) PARTITION BY RANGE (day);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');`;

  test('count with the table that they belong to, by all that production has', async () => {
    const statistics = statisticsOf([
      tableOf('events', { rows: 3_000_000, bytes: 3e9 }),
      tableOf('events_2025', { rows: 1_000_000, bytes: 1e9, partitionOf: 'events' }),
      tableOf('events_2026', { rows: 2_000_000, bytes: 2e9, partitionOf: 'events' }),
    ]);
    const [found] = await estimate("ALTER TABLE events ADD CHECK (kind <> '');", sizingOf(statistics), {
      base: [PARTED],
    });
    expect(found?.relations.map(({ relation, seconds }) => [relation, seconds])).toEqual([['events', 30]]);
  });
});
