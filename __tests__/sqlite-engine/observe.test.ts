import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Engine, Mark } from '../../src/model/engine.ts';
import { mustRun } from '../engine/open-engine.ts';
import { effectsLine, openEngine } from './open-engine.ts';
import { ROWS, SCHEMA, WORK } from './work-expectations.ts';

let engine: Engine;
let mark: Mark;
beforeAll(async () => {
  engine = await openEngine();
  await mustRun(engine, [...SCHEMA, ...ROWS]);
  mark = await engine.mark();
});
beforeEach(() => engine.rewind(mark));
afterAll(() => engine.close());

describe('what statements do to tables, with a rollback journal', () => {
  test.each(WORK)('%s → %s', async (sql, expected) => {
    expect(effectsLine(await engine.observe(sql, true))).toBe(expected);
  });

  test('VACUUM copies every table', async () => {
    expect(effectsLine(await engine.observe('VACUUM', false))).toBe(
      ['audit', 'emails', 'orders', 'pairs', 'users']
        .map((name) => `${name} EXCLUSIVE ${name === 'emails' ? 'metadata' : 'rewrite'}`)
        .join(', ')
        .replace('emails EXCLUSIVE', 'emails RESERVED'),
    );
    expect(await engine.run('SELECT count(*) AS n FROM users')).toMatchObject({ rows: [{ n: '3' }] });
  });
});
