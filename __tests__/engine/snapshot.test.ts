import { describe, expect, test } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';
import { mustRun, openEngine, valueOf } from './open-engine.ts';

const SCHEMA = [
  'CREATE TABLE people (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text)',
  "INSERT INTO people (name) SELECT 'n' || n FROM generate_series(1, 500) n",
  'CREATE VIEW named AS SELECT name FROM people WHERE name IS NOT NULL',
  'CREATE ROLE reader',
  'GRANT SELECT ON people TO reader',
];

async function withEngine<Result>(
  engine: Engine,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  return work(engine).finally(() => engine.close());
}

/** What differs when anything of the database or of its chance got lost. */
async function portrait(engine: Engine): Promise<unknown> {
  const catalog = [...(await engine.catalog())];
  const digests = [...(await engine.digests())];
  const next = await valueOf(engine, "INSERT INTO people (name) VALUES ('next') RETURNING id");
  return { catalog, digests, next, random: await valueOf(engine, 'SELECT gen_random_uuid()') };
}

async function snapshotAfter(engine: Engine, sqls: readonly string[]): Promise<Uint8Array | null> {
  await mustRun(engine, sqls);
  return (await (await engine.snapshot?.())?.bytes) ?? null;
}

test('an engine that starts from a snapshot goes on as the one that it is taken from', async () => {
  const { bytes, first } = await withEngine(await openEngine(), async (engine) => {
    const taken = await snapshotAfter(engine, SCHEMA);
    return { bytes: taken, first: await portrait(engine) };
  });
  if (bytes === null) throw new Error('No snapshot was taken.');
  const second = await withEngine(await openEngine({ snapshot: bytes }), portrait);

  expect(second).toEqual(first);
  expect(first).toMatchObject({ next: '501' });
});

describe('there is no snapshot of what lives in one session only:', () => {
  test.each([
    ['an open transaction', 'BEGIN'],
    ['a temporary table', 'CREATE TEMPORARY TABLE mine (id int)'],
    ['an unlogged table', 'CREATE UNLOGGED TABLE fast (id int)'],
    ['a prepared statement', 'PREPARE one AS SELECT 1'],
    ['a lock of ours', 'SELECT pg_advisory_lock(1)'],
  ])('%s', async (_, sql) => {
    await withEngine(await openEngine(), async (engine) => {
      expect(await snapshotAfter(engine, [sql])).toBeNull();
      expect(await valueOf(engine, 'SELECT 1')).toBe('1');
    });
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['other bytes', Buffer.from('not a database')],
])('an engine does not start from %s', async (_, snapshot) => {
  await expect(openEngine({ snapshot })).rejects.toMatchObject({ facts: { code: 'engine-crashed' } });
});
