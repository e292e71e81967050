import type { Brief } from '../../../model/brief.ts';
import type { RollbackPlan } from '../../../model/runbook.ts';

/** A move can be taken back until data no longer flows to the old side. */
export function movePointOfNoReturn({ move, kind }: Brief): RollbackPlan['pointOfNoReturn'] {
  if (move === null) return null;
  const what =
    kind === 'provider'
      ? `The back-sync to ${move.from} is stopped`
      : `The flow back to ${move.from} is stopped`;
  return { stage: 'contract', place: 'contract', what, lost: [...move.data] };
}
