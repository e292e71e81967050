import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SeriesDraft, SeriesStep } from '../../src/model/series.ts';
import { CHANGES } from './changes.ts';
import { NOT_SPOILED, SplitLaboratory, type Change } from './laboratory.ts';

let laboratory: SplitLaboratory;

beforeAll(async () => {
  laboratory = await SplitLaboratory.open();
}, 240_000);

afterAll(() => laboratory.engine.close());

type Spoil = (step: SeriesStep) => SeriesStep;

const isBackfill = ({ up }: SeriesStep): boolean => up.some((sql) => /^DO [^]*\bLOOP\b/.test(sql));
const hasTrigger = ({ up }: SeriesStep): boolean => up.some((sql) => sql.startsWith('CREATE TRIGGER'));
const carriesBack = ({ up }: SeriesStep): boolean =>
  up.some((sql) => /^CREATE OR REPLACE FUNCTION \S+_back_in_step\(/.test(sql));
const withoutStatements = (step: SeriesStep, pattern: RegExp): SeriesStep => ({
  ...step,
  up: step.up.filter((sql) => !pattern.test(sql)),
});

/** Ways to get a series wrong, each in the first step that it can be done to, or in all of them. */
const SPOILS: readonly (readonly [string, (step: SeriesStep) => boolean, Spoil, 'everywhere'?])[] = [
  ['the rows that are there are not carried over', isBackfill, (step) => ({ ...step, up: ['SELECT 1'] })],
  [
    'the trigger does nothing',
    hasTrigger,
    (step) => ({
      ...step,
      up: step.up.map((sql) => sql.replace(/\nBEGIN\n[^]*\n {2}RETURN NEW;/, '\nBEGIN\n  RETURN NEW;')),
    }),
  ],
  [
    'what new code writes is not carried back',
    (step) => hasTrigger(step) && step.up.some((sql) => sql.includes('ELSIF (NEW.')),
    (step) => ({
      ...step,
      up: step.up.map((sql) =>
        sql.replace(/(IS DISTINCT FROM [^\n]* THEN\n)( +)NEW\.[^]*?(\n +END IF;)/g, '$1$2NULL;$3'),
      ),
    }),
  ],
  [
    'what new code writes is not carried back to the other table',
    carriesBack,
    (step) => ({
      ...step,
      up: step.up.map((sql) =>
        sql.replace(/(_back_in_step\(\)[^\n]*\nBEGIN\n)[^]*\n {2}RETURN NEW;/, '$1  RETURN NEW;'),
      ),
    }),
    'everywhere',
  ],
  [
    'the last step leaves something out',
    ({ stage, up }) => stage === 'contract' && up.length > 1,
    (step) => withoutStatements(step, /^(?:ALTER TABLE \S+ DROP COLUMN|DROP (?:TABLE|VIEW|TRIGGER))/),
  ],
  [
    'the way back is forgotten',
    ({ transactional, down }) => transactional && down.length > 1,
    (step) => ({ ...step, down: [] }),
  ],
];

test.each(CHANGES)(
  '$title: no mistake in its series passes',
  async (change: Change) => {
    const passed: string[] = [];
    for (const [title, applies, spoil, where] of SPOILS) {
      const series = await laboratory.split(change, (draft) =>
        where === 'everywhere' ? spoiledEverywhere(draft, applies, spoil) : spoiled(draft, applies, spoil),
      );
      if ('because' in series) expect(series.because).toBe(NOT_SPOILED);
      else if (series.proved) passed.push(title);
    }
    expect(passed).toEqual([]);
  },
  240_000,
);

function spoiled(
  draft: SeriesDraft,
  applies: (step: SeriesStep) => boolean,
  spoil: Spoil,
): SeriesDraft | null {
  const at = draft.steps.findIndex(applies);
  const step = draft.steps[at];
  return step === undefined ? null : { ...draft, steps: draft.steps.with(at, spoil(step)) };
}

function spoiledEverywhere(
  draft: SeriesDraft,
  applies: (step: SeriesStep) => boolean,
  spoil: Spoil,
): SeriesDraft | null {
  if (!draft.steps.some(applies)) return null;
  return { ...draft, steps: draft.steps.map((step) => (applies(step) ? spoil(step) : step)) };
}
