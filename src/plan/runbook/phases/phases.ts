import type { Stage } from '../../../model/brief.ts';
import type { RunbookPhase } from '../../../model/runbook.ts';
import type { Matter } from '../matter.ts';
import { movePhase } from '../move/phases.ts';
import { codeOf, whatOf } from './code.ts';
import { deliveryOf } from './delivery.ts';
import { gateOf } from './gate.ts';
import { stepsOf } from './steps.ts';

/** Step 3: expand, migrate, switch, contract, as far as this change has them. */
export function phasesOf(matter: Matter): RunbookPhase[] {
  return matter.stages.map((stage) => phaseOf(stage, matter));
}

function phaseOf(stage: Stage, matter: Matter): RunbookPhase {
  const backfills = stage === 'migrate' ? matter.backfills : [];
  const own = stepsOf(stage, matter);
  const gate = gateOf(stage, matter);
  if (matter.brief !== null && matter.brief.kind !== 'database') {
    const moved = movePhase(stage, matter.brief, matter);
    return { stage, ...moved, steps: [...own, ...moved.steps], backfills, gate };
  }
  return {
    stage,
    code: codeOf(stage, matter),
    what: whatOf(stage, matter),
    delivery: deliveryOf(stage, matter),
    steps: own,
    backfills,
    gate,
  };
}
