import { code } from '../../../lib/code.ts';
import { countOf } from '../../../lib/count-of.ts';
import type { Stage } from '../../../model/brief.ts';
import type { PhaseRollback, RollbackPlan, RunbookPhase } from '../../../model/runbook.ts';
import { isReplaced } from '../../../model/series.ts';
import { pointOfNoReturn } from '../../order/point-of-no-return.ts';
import type { Matter } from '../matter.ts';
import { movePointOfNoReturn } from '../move/point-of-no-return.ts';
import { lostIn } from './lost-in.ts';
import { decisionTree } from './decision-tree.ts';
import { recoveryOf } from './recovery.ts';
import { rollbackSteps } from './rollback-steps.ts';

/** Step 5: the way back of each phase, where it ends, and how to find out which one to take. */
export function rollbackOf(matter: Matter, phases: readonly RunbookPhase[]): RollbackPlan {
  return {
    phases: phases.map((phase) => phaseRollback(phase, matter)),
    pointOfNoReturn: noReturn(matter),
    tree: decisionTree(matter),
  };
}

function phaseRollback({ stage, gate }: RunbookPhase, matter: Matter): PhaseRollback {
  return {
    stage,
    trigger: gate.rollback,
    decides: gate.decides,
    estimate: estimateOf(stage, matter),
    steps: rollbackSteps(stage, matter),
    recovery: recoveryOf(stage, matter),
  };
}

/** How long the way back takes, as far as anything tells. */
function estimateOf(stage: Stage, matter: Matter): string {
  const runs = matter.runs.filter((run) => run.stage === stage);
  const deploys = stage === 'expand' && !matter.stages.includes('contract') ? '' : 'One deployment';
  if (lostIn(stage, matter).length > 0)
    return 'As long as restoring the snapshot takes; measure it on staging';
  if (runs.length === 0) return deploys === '' ? 'No time: nothing ran' : deploys;
  const works = runs.some(({ rehearsed }) =>
    rehearsed.effects.some(({ work }) => work === 'rewrite' || work === 'rows'),
  );
  const told = matter.estimates.filter((one) =>
    runs.some((run) => run.path === one.path && run.line === one.line),
  );
  const seconds = told.reduce((sum, { estimate }) => sum + (estimate.seconds ?? 0), 0);
  const sql = works
    ? told.length === 0 || told.some(({ estimate }) => estimate.seconds === null)
      ? 'as long as the way there took, since rows are written again'
      : `about ${countOf(Math.ceil(seconds), 'second')}, since rows are written again`
    : `less than a minute: ${countOf(runs.length, 'statement')} that ${runs.length === 1 ? 'changes' : 'change'} the catalog only`;
  return deploys === '' ? sql.charAt(0).toUpperCase() + sql.slice(1) : `${deploys}, then ${sql}`;
}

function noReturn(matter: Matter): RollbackPlan['pointOfNoReturn'] {
  for (const { rehearsal } of matter.plan?.projects ?? []) {
    const point = pointOfNoReturn(rehearsal);
    if (point === null) continue;
    const { place, summary, lost } = point;
    const step = stepInstead(place, matter);
    if (step !== null) return { ...step, lost };
    const stage = matter.runs.find((run) => run.place === place)?.stage ?? 'contract';
    return { stage, place, what: code(summary), lost };
  }
  return matter.brief === null ? null : movePointOfNoReturn(matter.brief);
}

type Point = NonNullable<RollbackPlan['pointOfNoReturn']>;

/** The last step of the series that stands for the statement: it is put off until then. Null where none does. */
function stepInstead(place: string, { replaced, proved }: Matter): Omit<Point, 'lost'> | null {
  const run = replaced.find((one) => one.place === place);
  if (run === undefined) return null;
  const series = proved.find((one) => isReplaced([one], run.migration.change.migration));
  const step = series?.draft.steps.findLast(({ up }) => up.length > 0);
  return step === undefined
    ? null
    : { stage: 'contract', place: `${step.name}.sql`, what: step.title.replace(/\.$/, '') };
}
