import { countOf } from '../../../lib/count-of.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { RunbookStep } from '../../../model/runbook.ts';
import type { SavedRows } from '../../../model/saves.ts';
import { keepingScript, keptBeforeChange, savesOfRuns, tidyingScript } from '../kept.ts';
import type { Matter, PlacedRun } from '../matter.ts';

/** What is kept before the file of a statement runs, where it is the first one of it that the plan comes to. */
export function keepingSteps(run: PlacedRun, matter: Matter): RunbookStep[] {
  const own = matter.runs.filter((other) => other.migration === run.migration);
  const stage = matter.stages.find((one) => own.some((other) => other.stage === one));
  if (own.find((other) => other.stage === stage) !== run) return [];
  const { path, version } = run.migration.change.migration;
  return savesOfRuns(matter)
    .filter((save) => save.path === path && save.version === version && save.before === 'change')
    .map((save) => keepingStep(save, matter.settings));
}

/** Runs before what takes it. */
export function keepingStep(save: SavedRows, settings: Matter['settings']): RunbookStep {
  return {
    title: `Keep ${save.what} in ${save.kept}`,
    place: null,
    script: keepingScript(save, settings),
    blocks: 'nothing',
    estimate: null,
    check: `${save.kept} is there`,
  };
}

/** What was kept before the change is taken away at the very end; what a way back keeps is nobody's until then. */
export function tidyingSteps(matter: Matter): RunbookStep[] {
  const saves = keptBeforeChange(matter);
  if (saves.length === 0) return [];
  const tables = listInWords([...new Set(saves.map(({ kept }) => kept))]);
  return [
    {
      title: `Drop ${tables}, ${countOf(matter.bakeDays, 'day')} after the last step`,
      place: null,
      script: tidyingScript(saves, matter.settings),
      blocks: 'nothing',
      estimate: null,
      check: 'Nobody goes back any more, and a backup that holds them is kept',
    },
  ];
}
