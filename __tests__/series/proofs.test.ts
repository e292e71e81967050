import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CHANGES } from './changes.ts';
import { SplitLaboratory } from './laboratory.ts';

let laboratory: SplitLaboratory;

beforeAll(async () => {
  laboratory = await SplitLaboratory.open();
}, 240_000);

afterAll(() => laboratory.engine.close());

test.each(CHANGES)(
  '$title: every step holds, goes back and keeps the rows of both shapes in step',
  async (change) => {
    const series = await laboratory.split(change);
    if ('because' in series) throw new Error(series.because);
    expect(series.faults).toEqual([]);
    expect(series.proved).toBe(true);
    expect(series.proofs).toHaveLength(series.draft.steps.length);
  },
  240_000,
);
