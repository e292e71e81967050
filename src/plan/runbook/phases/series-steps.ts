import type { Stage } from '../../../model/brief.ts';
import type { RunbookStep } from '../../../model/runbook.ts';
import type { SavedRows } from '../../../model/saves.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { keptBefore } from '../kept.ts';
import type { Matter } from '../matter.ts';
import { sqlScript } from '../script.ts';
import { keepingStep } from './keeping-steps.ts';

/** The steps of proved series that belong to a stage: their SQL, or the code that has to be everywhere. */
export function seriesSteps(stage: Stage, { proved, settings }: Matter): RunbookStep[] {
  return proved.flatMap((series) =>
    series.draft.steps.flatMap((step, index) =>
      step.stage === stage ? stepsOf(step, keptBefore(series, index), settings) : [],
    ),
  );
}

function stepsOf(step: SeriesStep, saves: readonly SavedRows[], settings: Matter['settings']): RunbookStep[] {
  const deploy: RunbookStep[] =
    step.codeBefore === null ? [] : [withoutSql(`Deploy everywhere: ${step.codeBefore}`)];
  if (step.up.length === 0) return deploy.length > 0 ? deploy : [withoutSql(step.title)];
  const where = step.transactional
    ? 'On the primary, as the owner of the tables, in one transaction'
    : 'On the primary, as the owner of the tables, outside of a transaction';
  return [
    ...deploy,
    ...saves.map((save) => keepingStep(save, settings)),
    {
      title: step.title,
      place: null,
      script: sqlScript(
        step.up,
        {
          where,
          file: `${step.name}.sql`,
          witness: 'Ran up and down on synthetic rows, with queries of old and new code beside it',
        },
        settings,
      ),
      blocks: 'nothing',
      estimate: null,
      check: bothWork(step),
    },
  ];
}

function bothWork({ oldCodeWorks, newCodeWorks }: SeriesStep): string | null {
  if (oldCodeWorks && newCodeWorks) return 'Old and new code both work';
  if (oldCodeWorks) return 'The code that runs today still works';
  return newCodeWorks ? 'The new code works' : null;
}

function withoutSql(title: string): RunbookStep {
  return { title, place: null, script: null, blocks: null, estimate: null, check: null };
}
