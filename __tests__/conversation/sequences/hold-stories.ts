import { expect, jest } from '@jest/globals';
import fc from 'fast-check';
import process from 'node:process';
import { reviewHeads } from './heads.ts';
import { storiesUnder, type Story } from './steps.ts';
import { Tally, tell } from './tell.ts';

/** Every story has a GitHub of its own; most of their time is waiting. */
const AT_ONCE = 5;

/**
 * Whatever happens, the last word is that of a fresh review, and nothing is lost or invented: told by this many generated
 * stories, or as many as HOLDPOINT_TEST_STORIES says.
 */
export async function holdStories(rights: Story['rights'], usually: number): Promise<void> {
  const stories = Number(process.env['HOLDPOINT_TEST_STORIES'] ?? usually);
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const reviews = await reviewHeads();
  const tally = new Tally();
  const together = fc.array(storiesUnder(rights), { minLength: AT_ONCE, maxLength: AT_ONCE });
  await fc.assert(
    fc.asyncProperty(together, async (told) => {
      const faults = await Promise.all(told.map((story) => tell(story, reviews, tally)));
      expect(faults.flat()).toEqual([]);
    }),
    { numRuns: Math.ceil(stories / AT_ONCE) },
  );
  expect([...tally.statuses].sort()).toEqual(['failure', 'pending', 'success']);
  for (const count of [tally.overrides, tally.rulings, tally.settled, tally.held])
    expect(count).toBeGreaterThan(stories / 40);
}
