import { code } from '../lib/code.ts';
import type { DatedDecisions, Decisions, Ruling } from '../model/decisions.ts';
import type { Charge, Docket, SettledItem } from '../model/docket.ts';
import type { Reason } from '../model/reason.ts';
import type { Outcome, Verdict } from '../model/verdict.ts';
import { settleStep, vetoStep } from './next-step.ts';
import { isLifted, standingOverrides } from './overruled.ts';
import { peopleReasons } from './people.ts';

/** Step 6: the one answer, from the case and what people decided about it. */
export function decide(docket: Docket, decisions: DatedDecisions): Verdict {
  const checklist = docket.checklist.map((item) => settled(item, decisions));
  const charges = docket.charges.filter((charge) => !isLifted(charge, decisions));
  const rulings = lastOnEachPhase(decisions.rulings);
  const against = [
    ...vetoes(rulings),
    ...charges,
    ...peopleReasons(docket.danger, checklist).map((reason) => peopleCharge(reason, checklist)),
  ];
  const outcome = outcomeOf(against);
  const [first] = against.filter(({ weighs }) => weighs === outcome);
  return {
    folder: docket.folder,
    outcome,
    reasons: outcome === 'go' ? docket.clear : byWeight(against),
    next: first?.next ?? mergeStep(docket),
    checklist,
    ledger: { overrides: standingOverrides(decisions, docket.charges), rulings: decisions.rulings },
  };
}

/** Without migrations there is no rollback to speak of. */
function mergeStep({ checklist }: Docket): string {
  return checklist.length === 0
    ? 'Merge when ready.'
    : 'Merge when ready; the rollback was run and is at hand.';
}

function settled(item: Docket['checklist'][number], { settled: all }: Decisions): SettledItem {
  const settlement = all.find(({ item: id, digest }) => id === item.id && digest === item.digest);
  return { ...item, settlement: item.state === 'open' ? (settlement ?? null) : null };
}

type Weighed = Pick<Charge, 'weighs' | 'reason' | 'next'>;

function outcomeOf(against: readonly Weighed[]): Outcome {
  if (against.some(({ weighs }) => weighs === 'no-go')) return 'no-go';
  return against.length > 0 ? 'hold' : 'go';
}

function byWeight(against: readonly Weighed[]): Reason[] {
  return (['no-go', 'hold'] as const).flatMap((weight) =>
    against.filter(({ weighs }) => weighs === weight).map(({ reason }) => reason),
  );
}

function peopleCharge(reason: Reason, checklist: readonly SettledItem[]): Weighed {
  return { weighs: 'hold', reason, next: settleStep(checklist) };
}

function lastOnEachPhase(rulings: readonly Ruling[]): Ruling[] {
  return [...new Map(rulings.map((ruling) => [ruling.phase, ruling])).values()];
}

/** A decision maker's no-go stands until the same phase gets a go. */
function vetoes(rulings: readonly Ruling[]): Weighed[] {
  return rulings
    .filter(({ ruling }) => ruling === 'no-go')
    .map(({ phase, by, because }) => ({
      weighs: 'no-go',
      reason: {
        kind: 'checklist',
        id: 'go-no-go-defined',
        text: `${code(by)} says no-go for ${phase}${because === null ? '' : `: ${because}`}.`,
        path: null,
        line: null,
      },
      next: vetoStep(phase),
    }));
}
