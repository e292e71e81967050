import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import process from 'node:process';
import { reviewHeads, type Reviews } from './sequences/heads.ts';
import { stories } from './sequences/steps.ts';
import { Tally, tell } from './sequences/tell.ts';

const STORIES = Number(process.env['HOLDPOINT_TEST_STORIES'] ?? '500');

let reviews: Reviews;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  reviews = await reviewHeads();
});

test('whatever happens, the last word is that of a fresh review, and nothing is lost or invented', async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const tally = new Tally();
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      expect(await tell(story, reviews, tally)).toEqual([]);
    }),
    { numRuns: STORIES },
  );
  expect([...tally.statuses].sort()).toEqual(['failure', 'pending', 'success']);
  for (const count of [tally.overrides, tally.rulings, tally.settled, tally.held])
    expect(count).toBeGreaterThan(STORIES / 20);
}, 900_000);

afterAll(() => {
  jest.restoreAllMocks();
});
