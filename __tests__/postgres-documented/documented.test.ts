import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentedEffects } from '../../src/dialects/postgres/documented/documented.ts';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import { SCHEMA } from '../engine/lock-table.ts';
import { mustRun, openEngine } from '../engine/open-engine.ts';
import { readOne } from '../postgres-parse/read.ts';
import { documentedLine } from './documented-line.ts';

let engine: EmbeddedPostgres;
let catalog: Catalog;

beforeAll(async () => {
  await prepareParser();
  engine = await openEngine();
  await mustRun(engine, [SCHEMA]);
  catalog = await engine.catalog();
});
afterAll(() => engine.close());

/** What cannot be measured in a transaction; sessions of two real servers showed these locks. */
describe('statements outside of transactions', () => {
  test.each([
    ['CREATE INDEX CONCURRENTLY i ON orders (total)', 'orders SUX index-build'],
    ['CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_user ON orders (user_id)', 'orders SUX metadata'],
    ['DROP INDEX CONCURRENTLY orders_user', 'orders SUX metadata'],
    ['REINDEX TABLE CONCURRENTLY orders', 'orders SUX index-build'],
    ['REINDEX INDEX CONCURRENTLY orders_user', 'orders SUX index-build'],
    ['REINDEX SCHEMA sales', 'sales."Big Deals" AX index-build'],
    ['ALTER TABLE part DETACH PARTITION part1 CONCURRENTLY', 'part SUX metadata, part1 AX metadata'],
    ['VACUUM orders', 'orders SUX scan'],
    ['VACUUM FULL orders', 'orders AX rewrite'],
    ['CLUSTER orders USING orders_user', 'orders AX rewrite'],
    ['CREATE DATABASE shop', ''],
  ])('%s', (sql, expected) => {
    expect(documentedLine(sql, catalog, 18)).toBe(expected);
  });

  test('without a name every table is meant', () => {
    expect(documentedLine('VACUUM', catalog, 18)).toContain(
      'lone SUX scan, orders SUX scan, part SUX metadata',
    );
  });
});

describe('refinements that need the schema', () => {
  test.each([
    ['ALTER TABLE lone ADD COLUMN c integer DEFAULT touch()', 'lone AX rewrite'],
    ['ALTER TABLE lone ADD COLUMN c integer NOT NULL', 'lone AX scan'],
    ['ALTER TABLE users ALTER COLUMN note SET NOT NULL', 'users AX metadata'],
    ['ALTER TABLE users ALTER COLUMN title TYPE text USING lower(title)', 'users AX rewrite'],
    ['ALTER TABLE users ALTER COLUMN title TYPE text USING title::text', 'users AX metadata'],
    ['ALTER TABLE users ALTER COLUMN id TYPE bigint', 'items AX metadata, users AX rewrite'],
    ['ALTER TABLE orders ALTER COLUMN id TYPE bigint', 'items AX scan, orders AX rewrite'],
    ['ALTER TABLE gone ADD COLUMN c integer', ''],
    ['CREATE TABLE IF NOT EXISTS items (id integer REFERENCES users)', ''],
    ['DROP SEQUENCE users_id_seq CASCADE', 'users AX metadata, users_id_seq AX metadata'],
    ['DROP TABLE orders CASCADE', 'items AX metadata, orders AX metadata, totals AX metadata'],
    ['DROP SCHEMA sales CASCADE', 'sales."Big Deals" AX metadata'],
    ['UPDATE orders SET total = 1', 'orders RX rows'],
    ['SELECT id FROM orders FOR UPDATE', 'orders RS scan'],
    ['CREATE MATERIALIZED VIEW m AS SELECT * FROM orders WITH NO DATA', 'orders AS metadata'],
    ['ALTER TABLE items ALTER CONSTRAINT items_user ENFORCED', 'items AX scan, users SRX scan'],
  ])('%s', (sql, expected) => {
    expect(documentedLine(sql, catalog, 18)).toBe(expected);
  });
});

describe('versions', () => {
  test('privileges lock the table from 18 on', () => {
    expect(documentedLine('GRANT SELECT ON orders TO PUBLIC', catalog, 17)).toBe('');
    expect(documentedLine('GRANT SELECT ON orders TO PUBLIC', catalog, 18)).toBe('orders AS metadata');
  });

  test.each([
    [13, '13'],
    [18, '18'],
    [12, 'current'],
    [99, 'current'],
  ])('the manual of %s is linked', (version, page) => {
    const [change] = readOne('CREATE INDEX i ON orders (total)').changes;
    const [effect] = change === undefined ? [] : documentedEffects(change, catalog, version);
    expect(effect).toMatchObject({
      witness: 'documented',
      blocks: 'writes',
      evidence: `https://www.postgresql.org/docs/${page}/sql-createindex.html`,
    });
  });
});
