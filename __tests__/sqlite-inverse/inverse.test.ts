import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareCatalogs } from '../../src/dialects/compare/compare.ts';
import { invert } from '../../src/dialects/sqlite/inverse/inverse.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import { mustRun } from '../engine/open-engine.ts';
import { openEngine } from '../sqlite-engine/open-engine.ts';
import { WAYS } from './ways.ts';

let engine: Engine;
let empty: Mark;
beforeAll(async () => {
  engine = await openEngine();
  empty = await engine.mark();
});
afterAll(() => engine.close());

describe('the way back', () => {
  test.each(WAYS.map((way) => [way.title, way] as const))('%s', async (_, { base, up, lost = [] }) => {
    await engine.rewind(empty);
    await mustRun(engine, base);
    const before = await engine.catalog();
    const rows = await engine.digests();
    let after = before;
    for (const sql of up) {
      await mustRun(engine, [sql]);
      after = await engine.catalog();
    }
    expect(compareCatalogs(before, after)).not.toEqual([]);
    const way = invert(before, after);
    const outcomes = await engine.runAll(['BEGIN', ...way.sql, 'COMMIT'], true);
    expect({ sql: way.sql, failed: outcomes.filter(({ ok }) => !ok) }).toEqual({ sql: way.sql, failed: [] });
    expect(compareCatalogs(before, await engine.catalog())).toEqual([]);
    expect(way.lost.map(({ object }) => object)).toEqual(lost);
    expect(way.impossible).toEqual([]);
    if (lost.length === 0) expect(await engine.digests()).toEqual(rows);
  });
});
