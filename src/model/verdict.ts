import type { Ledger, SettledItem } from './docket.ts';
import type { Reason } from './reason.ts';

export type Outcome = 'go' | 'hold' | 'no-go';

export interface Verdict {
  /** Folder that paths are told from: that of the only project; empty when there are several. */
  readonly folder: string;
  readonly outcome: Outcome;
  /** Never empty; the weightiest first. */
  readonly reasons: readonly Reason[];
  /** The next step for the author, in one sentence. */
  readonly next: string;
  /** The checklist of the whole change. */
  readonly checklist: readonly SettledItem[];
  readonly ledger: Ledger;
}
