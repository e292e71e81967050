import type { Ledger, SettledItem } from './docket.ts';

export type Outcome = 'go' | 'hold' | 'no-go';

export interface Reason {
  /** `finding` and `unknown` refuse or hold, `checklist` holds, `clear` says why it is a go. */
  readonly kind: 'finding' | 'unknown' | 'checklist' | 'clear';
  /** Rule id for a finding, checklist id for an item; null otherwise. */
  readonly id: string | null;
  readonly text: string;
  readonly path: string | null;
  readonly line: number | null;
}

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
