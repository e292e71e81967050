import type { Charge, Contested } from '../model/docket.ts';
import type { Reason } from '../model/reason.ts';
import type { FindingReason } from './finding-reasons.ts';

/** A charge before it is weighed. */
export type Accusation = Pick<Charge, 'reason' | 'contested'>;

/** Lifted when every finding behind it is accepted. */
export function chargeOfFindings({ reason, findings }: FindingReason): Accusation {
  const contested = findings.map(({ rule, object, path }) => ({
    rule,
    object: object === '' ? path : object,
  }));
  return { reason, contested: distinct(contested) };
}

/** Lifted by accepting what nobody knows of the file. */
export function chargeOfUnknown(reason: Reason): Accusation {
  return { reason, contested: [{ rule: 'unknown', object: reason.path ?? '' }] };
}

/** Lifted by accepting that the item does not hold. */
export function chargeOfItem(reason: Reason): Accusation {
  return { reason, contested: [{ rule: reason.id ?? 'unknown', object: '' }] };
}

function distinct(contested: readonly Contested[]): Contested[] {
  return [...new Map(contested.map((one) => [JSON.stringify(one), one])).values()];
}
