import type { Plan } from '../model/plan.ts';
import type { Outcome, Reason } from '../model/verdict.ts';

/** The next step for the author, led by the weightiest reason, in one sentence. */
export function nextStep(plan: Plan, outcome: Outcome, reasons: readonly Reason[]): string {
  const first = reasons[0];
  if (outcome === 'go' || first === undefined)
    return 'Merge when ready; the rollback was run and is at hand.';
  const step = outcome === 'no-go' ? mend(plan, first) : settle(plan, first);
  const rest = reasons.length - 1;
  return `${step}${rest === 0 ? '' : `, then settle ${rest === 1 ? 'the other reason' : `the other ${rest} reasons`}`}.`;
}

function mend(plan: Plan, reason: Reason): string {
  if (reason.kind === 'finding') return `Change ${placeOf(reason)}${safeWayOf(plan, reason)}`;
  return reason.line === null
    ? `Write a down file for ${placeOf(reason)} that runs`
    : `Correct ${placeOf(reason)} so that it runs`;
}

function settle(plan: Plan, reason: Reason): string {
  switch (reason.kind) {
    case 'finding':
      return `Look at ${placeOf(reason)} and change it${safeWayOf(plan, reason)}`;
    case 'unknown':
      return `Find out what is unknown about ${placeOf(reason)}`;
    case 'checklist':
    case 'clear':
      return 'Settle the open items of the checklist before the merge';
  }
}

function safeWayOf(plan: Plan, reason: Reason): string {
  const finding = plan.projects
    .flatMap((project) => project.findings)
    .find(({ rule, path, line }) => rule === reason.id && path === reason.path && line === reason.line);
  return (finding?.remedy ?? null) === null ? '' : ' as shown with its finding';
}

function placeOf({ path, line }: Reason): string {
  if (path === null) return 'the change';
  return line === null ? path : `${path}:${line}`;
}
