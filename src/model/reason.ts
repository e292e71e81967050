/** Why a change is held, refused or let go. */
export interface Reason {
  /** `finding` and `unknown` refuse or hold, `checklist` holds, `clear` says why it is a go. */
  readonly kind: 'finding' | 'unknown' | 'checklist' | 'clear';
  /** Rule id for a finding, checklist id for an item; null otherwise. */
  readonly id: string | null;
  readonly text: string;
  readonly path: string | null;
  readonly line: number | null;
}
