import { code } from '../../../lib/code.ts';
import type { Brief, BriefMove, Stage } from '../../../model/brief.ts';
import type { PhaseRollback, RunbookStep } from '../../../model/runbook.ts';
import { flippedRecords, LOW_TTL } from './dns.ts';
import { moveStep } from './step.ts';

type Step = PhaseRollback['steps'][number];

/** How a stage of a move is taken back, in order. */
export function moveRollback(stage: Stage, { move, kind }: Brief): Step[] {
  if (move === null) return [];
  const steps = kind === 'provider' ? providerSteps(stage, move) : infrastructureSteps(stage, move);
  return steps.map(({ title, script }) => ({ title, script }));
}

function providerSteps(stage: Stage, { from, to, webhooks, records }: BriefMove): RunbookStep[] {
  switch (stage) {
    case 'expand':
      return [
        moveStep(`Switch the dual-send off: nothing goes to ${to}`),
        ...webhooks.map((hook) => moveStep(`Remove webhook ${code(hook)} at ${to}`)),
      ];
    case 'migrate':
      return [
        moveStep('Switch the shadow reads off'),
        moveStep(`Stop the copy; what is at ${to} is not used`),
      ];
    case 'switch':
      return [
        moveStep(`Move all traffic back to ${from}: share 0 %`),
        ...flippedRecords(records, 'from'),
        ...webhooks.map((hook) => moveStep(`Take ${code(hook)} from ${from} again`)),
        moveStep(`Verify ${from}: a test item goes through from end to end`),
        moveStep(`Sync what was written at ${to} back to ${from}, and compare both counts`),
      ];
    case 'contract':
      return [
        moveStep(`Make new credentials at ${from}, as long as the contract with it lasts`),
        moveStep(`Deploy the code of the switch again, then go back from there`),
      ];
  }
}

function infrastructureSteps(stage: Stage, { from, to, records }: BriefMove): RunbookStep[] {
  switch (stage) {
    case 'expand':
      return [moveStep(`Nothing to switch back: ${to} takes no traffic; take it down`)];
    case 'migrate':
      return [
        moveStep(
          `Stop the flow of data to ${to} and remove its slot or job at ${from}, so that nothing piles up there`,
        ),
      ];
    case 'switch':
      return [
        moveStep(`Cut back: stop writes at ${to}`),
        moveStep(`Wait until ${from} has everything that was written at ${to}`),
        ...flippedRecords(records, 'from'),
        moveStep(
          `Open writes and start workers at ${from}, at the latest ${LOW_TTL} s after the records changed`,
        ),
        moveStep(`Verify ${from}: smoke tests pass`),
      ];
    case 'contract':
      return [
        moveStep(`Build ${from} again from the infrastructure code`),
        moveStep('Restore the last snapshot there, then move as before, the other way round'),
      ];
  }
}
