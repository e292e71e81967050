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
  readonly outcome: Outcome;
  /** Never empty; the weightiest first. */
  readonly reasons: readonly Reason[];
  /** The next step for the author, in one sentence. */
  readonly next: string;
}
