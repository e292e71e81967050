import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import { pathWithin } from '../../model/place.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { RehearsedMigration, Trial } from '../../model/rehearsal.ts';
import type { Section } from '../fit.ts';
import { details, heading, list, name, paragraph, sqlFence } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';
import { TRIAL_WORD } from '../words.ts';
import { trialSentence } from '../trial-sentence.ts';
import { lossWords, untoldLosses } from '../untold-losses.ts';

/** Rollback SQL with what its run left behind; shorter without SQL, then what is not restored only, then numbers. */
export function rollbackSection({ rehearsal }: ProjectPlan): Section {
  const { migrations, project } = rehearsal;
  const summary = summaryOf(migrations);
  const whole = migrations.length > 1 ? rehearsal.rollback : null;
  const level = (manner: Omit<Manner, 'folder'>) => () => {
    const full = { ...manner, folder: project.path };
    return details(summary, [
      ...migrations.flatMap((migration) => migrationNodes(migration, full)),
      ...(whole === null ? [] : wholeNodes(whole, full)),
    ]);
  };
  return {
    weight: 60,
    levels: [
      level({ sql: true, onlyBad: false }),
      level({ sql: false, onlyBad: false }),
      level({ sql: false, onlyBad: true }),
      () => (migrations.length === 0 ? [] : [paragraph(`${summary}.`)]),
    ],
  };
}

interface Manner {
  readonly folder: string;
  readonly sql: boolean;
  readonly onlyBad: boolean;
}

function summaryOf(migrations: readonly RehearsedMigration[]): string {
  const outcomes = migrations.map(({ rollback }) => TRIAL_WORD[rollback.outcome]);
  const counts = [...new Set(outcomes)].map((word) => {
    const count = outcomes.filter((outcome) => outcome === word).length;
    return outcomes.length === 1 ? word : `${count} ${word}`;
  });
  const downs = migrations.filter(({ down }) => down !== null && down.outcome !== 'restored').length;
  const downNote = downs === 0 ? '' : `; ${countOf(downs, 'down file does', 'down files do')} not restore`;
  return `Rollback: ${listInWords(counts)}${downNote}`;
}

function migrationNodes({ change, rollback, down }: RehearsedMigration, manner: Manner): RootContent[] {
  const { path, down: source } = change.migration;
  const shown =
    manner.onlyBad && rollback.outcome === 'restored'
      ? []
      : trialNodes(pathWithin(manner.folder, path), rollback, manner);
  if (down === null || (manner.onlyBad && down.outcome === 'restored')) return shown;
  const downPath = source === null ? path : source.path;
  return [
    ...shown,
    ...trialNodes(pathWithin(manner.folder, downPath), down, { ...manner, sql: false }, ' (own down file)'),
  ];
}

function trialNodes(file: string, trial: Trial, manner: Manner, note = ''): RootContent[] {
  return [
    heading(4, name(file), `${note} · `, TRIAL_WORD[trial.outcome]),
    paragraph(...prose(trialSentence(trial))),
    ...differenceList(trial),
    ...(manner.sql && trial.sql.length > 0 ? [sqlFence(trial.sql), ...howToRun(trial)] : []),
  ];
}

function howToRun({ transactional, sql }: Trial): RootContent[] {
  if (sql.length < 2) return [];
  if (transactional) return [paragraph('Runs in one transaction.')];
  return [
    paragraph(
      sql.includes('BEGIN')
        ? 'Begins and commits by itself: run it on one connection, outside of a transaction.'
        : 'Cannot run in one transaction; run it statement by statement.',
    ),
  ];
}

function differenceList(trial: Trial): RootContent[] {
  const differences = trial.drift.map(({ text, weight }): Inline[] => [
    ...prose(text),
    ...(weight === 'cosmetic' ? [' (cosmetic)'] : []),
  ]);
  const losses = untoldLosses(trial).map(({ kind, object }): Inline[] => [
    lossWords(kind),
    name(object),
    ' do not come back.',
  ]);
  return list([...differences, ...losses]);
}

function wholeNodes(trial: Trial, manner: Manner): RootContent[] {
  if (manner.onlyBad && trial.outcome === 'restored') return [];
  return [
    heading(4, 'The whole change · ', TRIAL_WORD[trial.outcome]),
    paragraph(...prose(trialSentence(trial)), ' The statements are those above, last migration first.'),
    ...differenceList(trial),
  ];
}
