import type { Finding } from '../model/finding.ts';
import type { Reason } from '../model/verdict.ts';

/** The reason that a finding gives, in the rule's own words. */
export function findingReason({ rule, message, path, line }: Finding): Reason {
  return { kind: 'finding', id: rule, text: message, path, line };
}
