import { expect, test } from '@jest/globals';
import type { Notice } from '../../src/model/project.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { toMarkdown } from '../../src/render/markdown.ts';
import { noticesSection } from '../../src/render/sections/notices.ts';

/** The short form for so many notices on folders and on the configuration. */
function shortForm(folders: number, edits: number): string {
  const some = (count: number, about: Pick<Notice, 'about'>): Notice[] =>
    Array.from({ length: count }, (_, index) => ({ path: `f${index}`, text: `Text ${index}.`, ...about }));
  const notices = [...some(folders, {}), ...some(edits, { about: 'configuration' })];
  const plan = buildPlan({ base: 'a', head: 'b', notices }, []);
  return toMarkdown([...(noticesSection(plan).levels.at(-1)?.() ?? [])]);
}

test('what is left out of the notices is counted as what it is', () => {
  expect(shortForm(6, 6)).toMatch(/and 1 more place$[^]*and 1 more edit$/m);
  expect(shortForm(7, 9)).toMatch(/and 2 more places$[^]*and 4 more edits$/m);
  expect(shortForm(5, 5)).not.toContain('more');
});
