import type { Plan } from '../model/plan.ts';
import type { Outcome, Reason, Verdict } from '../model/verdict.ts';
import { clearReasons } from './clear-reasons.ts';
import { holdReasons } from './hold-reasons.ts';
import { nextStep } from './next-step.ts';
import { refusals } from './refusals.ts';

/**
 * Step 6: the one answer over all projects; the policy is `docs/verdict.md`. What is unknown is never a go.
 * Reasons are ordered by weight, within a weight by project and place.
 */
export function decide(plan: Plan): Verdict {
  const refused = plan.projects.flatMap(refusals);
  const held = plan.projects.flatMap((project) => holdReasons(project, refused));
  const outcome = outcomeOf(refused, held);
  const reasons = outcome === 'go' ? clearReasons(plan) : [...byWeight(refused), ...byWeight(held)];
  return { outcome, reasons, next: nextStep(plan, outcome, reasons) };
}

function outcomeOf(refused: readonly Reason[], held: readonly Reason[]): Outcome {
  if (refused.length > 0) return 'no-go';
  return held.length > 0 ? 'hold' : 'go';
}

/** Findings come with a way out, so they stand before what is merely unknown; checklists come last. */
const WEIGHT: readonly Reason['kind'][] = ['finding', 'unknown', 'checklist', 'clear'];

function byWeight(reasons: readonly Reason[]): Reason[] {
  return WEIGHT.flatMap((kind) => reasons.filter((reason) => reason.kind === kind));
}
