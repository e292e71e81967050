import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import { effectsLine, mustRun, openEngine } from '../engine/open-engine.ts';
import { documentedEffects } from '../../src/dialects/postgres/documented/documented.ts';
import { readOne } from '../postgres-parse/read.ts';
import { documentedLine } from './documented-line.ts';

let engine: EmbeddedPostgres;
let catalog: Catalog;

beforeAll(async () => {
  await prepareParser();
  engine = await openEngine();
  await mustRun(engine, [
    "CREATE TABLESPACE fast LOCATION ''",
    `CREATE TABLE plain (id bigint PRIMARY KEY, at timestamp, zoned timestamptz, short timestamp(3), day time,
       span interval, narrow interval(2))`,
    'CREATE INDEX plain_at ON plain (at)',
    'CREATE TABLE moved (id bigint) TABLESPACE fast',
    'CREATE INDEX moved_id ON moved (id) TABLESPACE fast',
    'CREATE TABLE parted (id bigint) PARTITION BY RANGE (id)',
    'CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (9)',
    'CREATE MATERIALIZED VIEW sums AS SELECT count(*) AS n FROM plain',
    "INSERT INTO plain VALUES (1, now(), now(), now(), '12:00', '1 day', '1 s')",
    'INSERT INTO moved VALUES (1)',
  ]);
  catalog = await engine.catalog();
});
afterAll(() => engine.close());

async function bothOf(sql: string): Promise<{ measured: string; documented: string }> {
  await mustRun(engine, ['BEGIN']);
  const observation = await engine.observe(sql, true);
  await mustRun(engine, ['ROLLBACK']);
  expect(observation.error).toBeNull();
  return { measured: effectsLine(observation), documented: documentedLine(sql, catalog, 18) };
}

describe('engine and manual agree on what changes nothing or all', () => {
  test.each([
    ['ALTER TABLE plain SET TABLESPACE fast', 'plain AX rewrite'],
    ['ALTER TABLE plain SET TABLESPACE pg_default', 'plain AX metadata'],
    ['ALTER TABLE moved SET TABLESPACE fast', 'moved AX metadata'],
    ['ALTER TABLE moved SET TABLESPACE pg_default', 'moved AX rewrite'],
    ['ALTER TABLE parted SET TABLESPACE fast', 'parted AX metadata'],
    ['ALTER MATERIALIZED VIEW sums SET TABLESPACE fast', 'sums AX rewrite'],
    ['ALTER MATERIALIZED VIEW sums SET TABLESPACE pg_default', 'sums AX metadata'],
    ['ALTER INDEX plain_at SET TABLESPACE fast', 'plain AX rewrite'],
    ['ALTER INDEX plain_at SET TABLESPACE pg_default', 'plain AX metadata'],
    ['ALTER INDEX moved_id SET TABLESPACE fast', 'moved AX metadata'],
    ['ALTER TABLE plain SET ACCESS METHOD heap', 'plain AX metadata'],
    ['ALTER TABLE plain SET ACCESS METHOD DEFAULT', 'plain AX metadata'],
    ['ALTER TABLE plain ALTER COLUMN at TYPE timestamp(6)', 'plain AX metadata'],
    ['ALTER TABLE plain ALTER COLUMN at TYPE timestamp(5)', 'plain AX rewrite'],
    ['ALTER TABLE plain ALTER COLUMN zoned TYPE timestamptz(6)', 'plain AX metadata'],
    ['ALTER TABLE plain ALTER COLUMN short TYPE timestamp(6)', 'plain AX metadata'],
    ['ALTER TABLE plain ALTER COLUMN short TYPE timestamp(2)', 'plain AX rewrite'],
    ['ALTER TABLE plain ALTER COLUMN day TYPE time(6)', 'plain AX metadata'],
    ['ALTER TABLE plain ALTER COLUMN span TYPE interval(6)', 'plain AX metadata'],
    ['ALTER TABLE plain ALTER COLUMN span TYPE interval(3)', 'plain AX rewrite'],
    ['ALTER TABLE plain ALTER COLUMN narrow TYPE interval(6)', 'plain AX metadata'],
  ])('%s → %s', async (sql, expected) => {
    expect(await bothOf(sql)).toEqual({ measured: expected, documented: expected });
  });
});

describe('between timestamps with and without time zone', () => {
  test.each([
    ['ALTER TABLE plain ALTER COLUMN zoned TYPE timestamp', 'plain AX metadata'],
    ['ALTER TABLE plain ALTER COLUMN zoned TYPE timestamp(6)', 'plain AX metadata'],
    ['ALTER TABLE plain ALTER COLUMN zoned TYPE timestamp(3)', 'plain AX rewrite'],
    ['ALTER TABLE plain ALTER COLUMN at TYPE timestamptz', 'plain AX index-build'],
    ['ALTER TABLE plain ALTER COLUMN short TYPE timestamptz', 'plain AX metadata'],
  ])('in UTC: %s → %s', async (sql, expected) => {
    expect(await bothOf(sql)).toEqual({ measured: expected, documented: expected });
  });

  test('elsewhere it is a rewrite, and the manual says that the session decides', async () => {
    const sql = 'ALTER TABLE plain ALTER COLUMN zoned TYPE timestamp';
    await mustRun(engine, ["SET TimeZone = 'Europe/Berlin'"]);
    const { measured } = await bothOf(sql);
    await mustRun(engine, ['RESET TimeZone']);
    const effects = readOne(sql).changes.flatMap((change) => documentedEffects(change, catalog, 18));

    expect(measured).toBe('plain AX rewrite');
    expect(effects).toMatchObject([
      { witness: 'unknown', evidence: expect.stringContaining('unless the session’s `TimeZone` is UTC') },
    ]);
  });
});
