import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';
import { LOCKS } from '../engine/lock-expectations.ts';
import { SCHEMA } from '../engine/lock-table.ts';
import { effectsLine, mustRun } from '../engine/open-engine.ts';
import { onServer, openServer, SERVER } from './server.ts';

describe('locks', () => {
  /** What older servers do otherwise, by the first version that does as the embedded engine's; null where it fails. */
  const OLDER: Readonly<Record<string, readonly [since: number, effects: string | null]>> = {
    // The partition is locked weaker: https://www.postgresql.org/docs/14/sql-altertable.html
    'ALTER TABLE part DETACH PARTITION part1': [14, 'part AX metadata, part1 SUX metadata'],
    // Virtual columns are new: https://www.postgresql.org/docs/18/release-18.html
    'ALTER TABLE orders ADD COLUMN c integer GENERATED ALWAYS AS (total * 2) VIRTUAL': [18, null],
    // GRANT locks the table since in-place catalog updates need it: https://www.postgresql.org/docs/18/release-18.html
    'GRANT SELECT ON orders TO PUBLIC': [18, ''],
  };

  let engine: Engine;
  let major = 0;

  beforeAll(async () => {
    if (SERVER === '') return;
    engine = await openServer();
    major = Number.parseInt(engine.identity.version, 10);
    await mustRun(engine, [SCHEMA]);
  });
  afterAll(() => (SERVER === '' ? undefined : engine.close()));

  onServer.each(LOCKS)('%s → %s', async (sql, embedded) => {
    const [since, older] = OLDER[sql] ?? [0, null];
    const expected = major < since ? older : embedded;
    await mustRun(engine, ['BEGIN']);
    const observation = await engine.observe(sql, true);
    await mustRun(engine, ['ROLLBACK']);
    if (expected === null) {
      expect(observation.error).not.toBeNull();
      return;
    }
    expect(effectsLine(observation)).toBe(expected);
    expect(observation.notices.filter((notice) => notice.includes('lock table'))).toEqual([]);
  });

  onServer('a second session says what a strong lock keeps it from', async () => {
    const evidence = async (sql: string): Promise<string | undefined> =>
      (await engine.observe(sql, true)).effects.find(({ relation }) => relation === 'orders')?.evidence;
    expect(await evidence('CREATE INDEX kept ON orders (total)')).toBe(
      'building index "kept" on table "orders" serially; a second session\'s INSERT and UPDATE waited, its SELECT did not',
    );
    expect(await evidence('DROP INDEX kept')).toBe(
      "no rewrite, no scan; a second session's SELECT, INSERT and UPDATE waited",
    );
  });

  onServer('statements that refuse a transaction are looked at from outside', async () => {
    const line = async (sql: string): Promise<string> => effectsLine(await engine.observe(sql, false));
    expect(await line('CREATE INDEX CONCURRENTLY soft ON orders (total)')).toBe('orders SUX index-build');
    expect(await line('REINDEX INDEX CONCURRENTLY soft')).toBe('orders SUX index-build');
    expect(await line('DROP INDEX CONCURRENTLY soft')).toBe('orders SUX metadata');
    expect(await line('VACUUM orders')).toBe('orders SUX metadata');
    expect(await line('VACUUM FULL orders')).toBe('orders AX rewrite');
    const failed = await engine.observe('CREATE INDEX CONCURRENTLY bad ON orders (nowhere)', false);
    expect(failed).toMatchObject({ effects: [], error: { code: '42703' } });
  });
});
