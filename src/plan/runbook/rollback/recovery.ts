import { codes } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Stage } from '../../../model/brief.ts';
import type { PhaseRollback } from '../../../model/runbook.ts';
import type { SavedRows } from '../../../model/saves.ts';
import { isReplaced } from '../../../model/series.ts';
import { keepingScript, restoringScript, savesOfRuns, savesOfSeries } from '../kept.ts';
import type { Matter } from '../matter.ts';
import { moveRecovery } from '../move/recovery.ts';
import { oldAndNew } from '../old-and-new.ts';
import { lostIn } from './lost-in.ts';

type Step = PhaseRollback['recovery'][number];

/** Where the data comes from when a stage is taken back: dual-written, saved beforehand, or the snapshot. */
export function recoveryOf(stage: Stage, matter: Matter): Step[] {
  const moved =
    matter.brief !== null && matter.brief.kind !== 'database' ? moveRecovery(stage, matter.brief) : [];
  const kept = saved(stage, matter);
  return [...moved, ...dualWritten(stage, matter, kept.length > 0), ...kept, ...snapshot(stage, matter)];
}

function dualWritten(stage: Stage, matter: Matter, isMore: boolean): Step[] {
  const { old, new: fresh } = oldAndNew(matter);
  if (old === '' || fresh === '' || stage === 'contract') return [];
  const byTriggers = matter.proved.length > 0;
  if (!byTriggers && !matter.stages.includes('expand')) return [];
  return [
    {
      title: `Nothing${isMore ? ' but what follows' : ''}: ${byTriggers ? `triggers keep ${old} current` : `the code that writes both keeps ${old} current`}`,
      script: null,
    },
  ];
}

/** What the change or its way back would take with it is kept first, and put back where it stands again. */
function saved(stage: Stage, matter: Matter): Step[] {
  const ofRuns = savesOfRuns(matter).filter((save) => stage === stageOf(save, matter.runs, matter.stages));
  return [...ofRuns, ...savesOfSeries(stage, matter)].flatMap((save) =>
    savingSteps(save, isCarriedOn(stage, save, matter), matter.settings),
  );
}

/** A file that holds several stages goes back as a whole, with the last of them. */
function stageOf(
  { path, version }: SavedRows,
  runs: Matter['runs'],
  stages: readonly Stage[],
): Stage | undefined {
  const own = runs
    .filter(
      ({ migration: { change } }) => change.migration.path === path && change.migration.version === version,
    )
    .map((run) => run.stage);
  return stages.filter((stage) => own.includes(stage)).at(-1);
}

/** Later steps bring most of it again, and code waits for them. */
function isCarriedOn(stage: Stage, save: SavedRows, { proved }: Matter): boolean {
  const series = proved.find((one) => isReplaced([one], save));
  return (
    ['expand', 'migrate'].includes(stage) &&
    series?.draft.steps.some((step) => step.stage === 'migrate') === true
  );
}

function savingSteps(save: SavedRows, isCarried: boolean, settings: Matter['settings']): Step[] {
  const { before, what, kept } = save;
  const script = restoringScript(save, settings);
  if (before === 'change')
    return [
      { title: `Once it is taken back, put ${what} back from ${kept}, kept before the change ran`, script },
    ];
  return [
    { title: `Before it is taken back, keep ${what} in ${kept}`, script: keepingScript(save, settings) },
    {
      title: `After a second try${isCarried ? ', once rows are carried over and before code uses it' : ''}, put ${what} back`,
      script,
    },
  ];
}

function snapshot(stage: Stage, matter: Matter): Step[] {
  const lost = lostIn(stage, matter);
  if (lost.length === 0) return [];
  const from = matter.brief?.snapshot ?? 'the snapshot made before the change';
  return [
    {
      title: `Take ${listInWords(codes(lost), 3)} from ${from}; rows written since are not in it`,
      script: null,
    },
  ];
}
