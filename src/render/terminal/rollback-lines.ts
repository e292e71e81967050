import { code } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import { pathWithin } from '../../model/place.ts';
import type { Rehearsal, Trial } from '../../model/rehearsal.ts';
import { trialSentence } from '../trial-sentence.ts';
import { lossWords, untoldLosses } from '../untold-losses.ts';
import { clip, visibleLine } from '../visible.ts';
import { TRIAL_WORD } from '../words.ts';
import { padTo, wrap } from './columns.ts';
import type { Ink } from './ink.ts';
import { plain } from './plain.ts';

const LABEL_WIDTH = 10;
const MOST_DIFFERENCES = 8;
const LONGEST_SENTENCE = 300;

/** How each rollback went, with what it does not restore; those that restored share a line. */
export function rollbackLines({ project, migrations }: Rehearsal, ink: Ink): string[] {
  const trials = migrations.flatMap(({ change, rollback, down }) => {
    const file = pathWithin(project.path, change.migration.path);
    const own = pathWithin(project.path, change.migration.down?.path ?? change.migration.path);
    return [
      { of: file, trial: rollback },
      ...(down === null ? [] : [{ of: `${own} (own down file)`, trial: down }]),
    ];
  });
  const bad = trials.filter(({ trial }) => trial.outcome !== 'restored');
  const restored = trials.length - bad.length;
  const sum =
    restored === 0 ? [] : [`${label('restored', ink)}${restored} of ${trials.length} rollbacks run`];
  return [...sum, ...bad.flatMap(({ of, trial }) => trialLines(of, trial, ink))];
}

function trialLines(of: string, trial: Trial, ink: Ink): string[] {
  const real = trial.drift.filter(({ weight }) => weight === 'real');
  const cosmetic = trial.drift.length - real.length;
  const lines = [
    ...real.map(({ text }) => text),
    ...untoldLosses(trial).map(({ kind, object }) => `${lossWords(kind)}${code(object)} do not come back.`),
    ...(cosmetic === 0 ? [] : [`${countOf(cosmetic, 'difference')} that no query notices.`]),
  ];
  const told = lines.slice(0, MOST_DIFFERENCES);
  const shown = told.flatMap((line) => hanging(`- ${plain(line)}`, ink));
  const left = lines.length - told.length;
  return [
    `${label(trial.outcome, ink)}${ink.strong(visibleLine(of))}`,
    ...hanging(clip(plain(trialSentence(trial)), LONGEST_SENTENCE), ink),
    ...(left === 0 ? shown : [...shown, ink.soft(`${' '.repeat(LABEL_WIDTH + 2)}${left} more`)]),
  ];
}

/** Under the name, within the width. */
function hanging(text: string, ink: Ink): string[] {
  return wrap(text, ink.width - LABEL_WIDTH - 2).map((line) => `${' '.repeat(LABEL_WIDTH + 2)}${line}`);
}

function label(outcome: Trial['outcome'], ink: Ink): string {
  return ink.trial[outcome](`${padTo(TRIAL_WORD[outcome], LABEL_WIDTH)}  `);
}
