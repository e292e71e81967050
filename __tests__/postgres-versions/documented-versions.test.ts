import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import { mustRun, openEngine } from '../engine/open-engine.ts';
import { documentedLine } from '../postgres-documented/documented-line.ts';

const SCHEMA = `
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE parent (id integer, n integer NOT NULL);
CREATE TABLE child () INHERITS (parent);
CREATE INDEX parent_n ON parent (n);
CREATE TABLE part (id integer NOT NULL, k integer) PARTITION BY RANGE (id);
CREATE TABLE part1 PARTITION OF part FOR VALUES FROM (0) TO (100);
CREATE INDEX part_k ON ONLY part (k);
CREATE INDEX part1_k ON part1 (k);
CREATE TABLE owned (id serial);
CREATE RULE no_delete AS ON DELETE TO parent DO INSTEAD NOTHING;`;

let engine: EmbeddedPostgres;
let catalog: Catalog;

beforeAll(async () => {
  await prepareParser();
  engine = await openEngine();
  await mustRun(engine, [SCHEMA]);
  catalog = await engine.catalog();
});
afterAll(() => engine.close());

/** Locks as sessions of PostgreSQL 15 and 18 hold them. */
test.each([
  ['GRANT SELECT ON users TO PUBLIC', '', 'users AS metadata'],
  [
    'ALTER TABLE part ADD UNIQUE (id)',
    'part AX metadata, part1 S index-build',
    'part AX metadata, part1 AX index-build',
  ],
  [
    'ALTER TABLE part ADD PRIMARY KEY (id)',
    'part AX metadata, part1 S index-build',
    'part AX metadata, part1 AX index-build',
  ],
  ['ALTER TABLE parent ADD UNIQUE (n)', 'parent AX index-build', 'child AX metadata, parent AX index-build'],
  [
    'ALTER TABLE parent ADD FOREIGN KEY (n) REFERENCES users (id)',
    'parent SRX scan, users SRX scan',
    'child SRX metadata, parent SRX scan, users SRX scan',
  ],
  ['ANALYZE parent', 'child AS metadata, parent SUX metadata', 'child SUX metadata, parent SUX metadata'],
  ['VACUUM parent', 'parent SUX scan', 'child SUX scan, parent SUX scan'],
])('%s: 15 has %j, 18 has %j', (sql, before, now) => {
  for (const version of [13, 14, 15, 16, 17]) expect(documentedLine(sql, catalog, version)).toBe(before);
  for (const version of [18, 19]) expect(documentedLine(sql, catalog, version)).toBe(now);
});

/** What belongs to a table by inheritance takes part otherwise than its partitions do; alike on 15 and 18. */
test.each([
  ['CREATE INDEX ON parent (id)', 'parent S index-build'],
  ['DROP INDEX parent_n', 'parent AX metadata'],
  ['REINDEX TABLE parent', 'parent AX index-build'],
  ['CLUSTER parent USING parent_n', 'parent AX rewrite'],
  ['ALTER TABLE parent ADD PRIMARY KEY (id)', 'child AX scan, parent AX index-build'],
  ['ALTER TABLE parent ALTER COLUMN id SET STATISTICS 10', 'child SUX metadata, parent SUX metadata'],
  ['ALTER TABLE parent DISABLE RULE no_delete', 'parent AX metadata'],
  ['ALTER TABLE parent DISABLE TRIGGER ALL', 'parent SRX metadata'],
  ['UPDATE parent SET n = 1', 'child RX rows, parent RX rows'],
  ['UPDATE part SET k = 1', 'part RX metadata, part1 RX rows'],
  ['ALTER INDEX part_k ATTACH PARTITION part1_k', 'part SUX metadata, part1 AX metadata'],
  ['CREATE TABLE t (a integer REFERENCES users, b integer)', 'users SRX metadata'],
  ['ALTER TABLE owned OWNER TO CURRENT_USER', 'owned AX metadata, owned_id_seq AX metadata'],
])('%s: %s', (sql, expected) => {
  for (const version of [13, 15, 18]) expect(documentedLine(sql, catalog, version)).toBe(expected);
});
