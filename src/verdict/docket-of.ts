import type { Charge, Docket } from '../model/docket.ts';
import type { Plan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Series } from '../model/series.ts';
import type { Outcome } from '../model/verdict.ts';
import { chargeOfUnknown, type Accusation } from './charges.ts';
import { clearReasons } from './clear-reasons.ts';
import { holdReasons } from './hold-reasons.ts';
import { inSteps } from './in-steps.ts';
import { mergedChecklist } from './merged-checklist.ts';
import { nextStep } from './next-step.ts';
import { gravestDanger } from './people.ts';
import { questionCharges, type Asked } from './question-charges.ts';
import { refusals } from './refusals.ts';

/**
 * The case for and against the change, over all projects; the policy is `docs/verdict.md`. What is unknown is a charge.
 * `asked` brings what nobody said, where there is a runbook; `proved` the series that stand for migrations in it.
 * Charges are ordered by weight, within a weight by project and place.
 */
export function docketOf(written: Plan, asked: Asked | null = null, proved: readonly Series[] = []): Docket {
  const plan = inSteps(written, proved);
  const refused = plan.projects.flatMap(refusals);
  const told = refused.map(({ reason }) => reason);
  const held = plan.projects.flatMap((project) => holdReasons(project, told));
  return {
    folder: onlyFolder(plan),
    charges: [
      ...weighed(plan, 'no-go', refused),
      ...noticeCharges(plan),
      ...weighed(plan, 'hold', held),
      ...(asked === null ? [] : questionCharges(plan, asked)),
    ],
    clear: clearReasons(plan),
    checklist: mergedChecklist(plan),
    danger: gravestDanger(plan, proved),
  };
}

/** Findings come with a way out, so they stand before what is merely unknown; checklists come last. */
const WEIGHT: readonly Reason['kind'][] = ['finding', 'unknown', 'checklist', 'clear'];

function weighed(plan: Plan, weighs: Exclude<Outcome, 'go'>, accusations: readonly Accusation[]): Charge[] {
  const ordered = WEIGHT.flatMap((kind) => accusations.filter(({ reason }) => reason.kind === kind));
  return ordered.map(({ reason, contested }) => ({
    weighs,
    reason,
    contested,
    next: nextStep(plan, weighs, reason),
  }));
}

/** What was seen beside the migrations and holds the merge all the same. */
function noticeCharges({ notices }: Plan): Charge[] {
  return notices.flatMap(({ path, text, next }) => {
    if (next === undefined) return [];
    const { reason, contested } = chargeOfUnknown({ kind: 'unknown', id: null, text, path, line: null });
    return [{ weighs: 'hold', reason, contested, next }];
  });
}

/** The folder that paths are told from: that of the only project; empty when there are several. */
function onlyFolder({ projects }: Plan): string {
  const [only, second] = projects;
  return only === undefined || second !== undefined ? '' : only.rehearsal.project.path;
}
