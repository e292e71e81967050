import type { Finding } from '../model/finding.ts';

/** What a finding warns of; findings of one hazard in one file are one reason. */
export type Hazard = 'stops' | 'loses' | 'breaks' | 'blocks' | 'waits' | 'way-back' | 'history';

/** The gravest first. */
export const HAZARDS: readonly Hazard[] = [
  'stops',
  'loses',
  'breaks',
  'blocks',
  'way-back',
  'history',
  'waits',
];

const BY_RULE: Readonly<Record<string, Hazard>> = {
  'unreadable-statement': 'stops',
  'statement-fails': 'stops',
  'statement-refuses-transaction': 'stops',
  'depends-on-existing-rows': 'stops',
  'transaction-left-open': 'stops',
  'migration-rolls-back': 'stops',
  'needs-newer-server': 'stops',
  'rows-destroyed': 'loses',
  'rollback-impossible': 'loses',
  'drop-in-use': 'breaks',
  'rename-breaks-running-code': 'breaks',
  'type-change-breaks-running-code': 'breaks',
  'incompatible-column': 'breaks',
  'other-break': 'breaks',
  'cascade-reaches-further': 'breaks',
  'replica-identity-lost': 'breaks',
  'expand-and-contract-together': 'breaks',
  'still-referenced': 'breaks',
  'contract-too-early': 'breaks',
  'constraint-refuses-writes': 'breaks',
  'constraint-validation-blocks': 'blocks',
  'index-build-blocks-writes': 'blocks',
  'table-rewrite-blocks': 'blocks',
  'unbatched-data-change': 'blocks',
  'lock-held-during-data-work': 'blocks',
  'strong-lock-without-timeout': 'waits',
  'runner-transaction-ended': 'waits',
  'set-local-without-transaction': 'waits',
  'rollback-differs': 'way-back',
  'change-does-not-go-back': 'way-back',
  'down-file-does-not-restore': 'way-back',
  'down-file-missing': 'way-back',
};

/** What the finding's rule is about; a rule about files and versions is about the history. */
export function hazardOf({ rule }: Finding): Hazard {
  return BY_RULE[rule] ?? 'history';
}
