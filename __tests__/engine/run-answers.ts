import { expect } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';

/** What `run` and `runAll` answer, whatever engine it is. */
export async function expectRunAnswers(engine: Engine): Promise<void> {
  expect(await engine.run('SELECT 1; SELECT 2 AS a, NULL AS b, \'ö\' AS "Ö"')).toEqual({
    ok: true,
    rows: [{ a: '2', b: null, Ö: 'ö' }],
    affected: 1,
  });
  expect(await engine.run('SELECT nowhere')).toEqual({
    ok: false,
    error: {
      code: '42703',
      message: 'column "nowhere" does not exist',
      detail: null,
      hint: null,
      position: 8,
    },
  });
  expect(await engine.run('')).toMatchObject({ ok: true, rows: [] });
  expect(await engine.run('SELECT 1\0')).toMatchObject({ ok: false, error: { code: '22021' } });
  expect(await engine.run('COPY pg_class FROM STDIN')).toMatchObject({ ok: false });
}

/** `runAll` stops at the first error only when told. */
export async function expectRunAllAnswers(engine: Engine): Promise<void> {
  const texts = ['SELECT 1', 'SELECT 1/0', 'SELECT 2'];
  expect((await engine.runAll(texts, true)).map(({ ok }) => ok)).toEqual([true, false]);
  expect((await engine.runAll(texts, false)).map(({ ok }) => ok)).toEqual([true, false, true]);
}
