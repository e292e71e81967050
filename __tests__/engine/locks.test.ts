import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EmbeddedPostgres } from '../../src/dialects/postgres/engines/pglite.ts';
import { LOCKS } from './lock-expectations.ts';
import { SCHEMA } from './lock-table.ts';
import { effectsLine, mustRun, openEngine } from './open-engine.ts';

let engine: EmbeddedPostgres;

beforeAll(async () => {
  engine = await openEngine();
  await mustRun(engine, [SCHEMA]);
});
afterAll(() => engine.close());

test.each(LOCKS)('%s → %s', async (sql, expected) => {
  await mustRun(engine, ['BEGIN']);
  const observation = await engine.observe(sql, true);
  await mustRun(engine, ['ROLLBACK']);
  expect(effectsLine(observation)).toBe(expected);
});

test('inside a transaction of its own the answer is the same, and it is committed', async () => {
  const observation = await engine.observe('CREATE INDEX kept ON orders (total)', true);
  expect(effectsLine(observation)).toBe('orders S index-build');
  const [outcome] = await mustRun(engine, [
    "SELECT 1 FROM pg_indexes WHERE indexname = 'kept'",
    'DROP INDEX kept',
  ]);
  expect(outcome).toMatchObject({ ok: true, rows: [{}] });
});

test('the evidence is the engine’s own message', async () => {
  const { effects } = await engine.observe('ALTER TABLE lone ALTER COLUMN v TYPE bigint', true);
  expect(effects).toEqual([
    {
      relation: 'lone',
      lock: 'AccessExclusiveLock',
      blocks: 'reads-and-writes',
      work: 'rewrite',
      witness: 'measured',
      evidence: 'rewriting table "lone"',
    },
  ]);
});
