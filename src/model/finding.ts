import type { Rebuild } from './rebuild.ts';
import type { Allowance } from './remark.ts';

/** `block` holds the merge, `warn` wants a person's eye, `note` is for information. */
export type Severity = 'block' | 'warn' | 'note';

/** What a rule found, ready to be shown. Texts use the reader's own names. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly project: string;
  /** Version of the migration; null for a finding about the history itself. */
  readonly version: string | null;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  /** Index of the statement in its migration; null when it is about the whole migration. */
  readonly statement: number | null;
  /** The object: `users.email`. */
  readonly object: string;
  /** What is wrong and whom it hits. One or two sentences. */
  readonly message: string;
  /** What shows it: a lock, an engine message, a drift. */
  readonly evidence: readonly string[];
  readonly remedy: Remedy | null;
  /** Present when a comment in the file says that it does not count. */
  readonly allowed?: Allowance;
}

/** A finding that does not count. */
export type AllowedFinding = Finding & { readonly allowed: Allowance };

/** What to do instead. */
export interface Remedy {
  readonly text: string;
  /** Runnable SQL in the reader's names, in order; empty when the text is all there is to say. */
  readonly sql: readonly string[];
  /** True when `sql` was run and ends in the same catalog. */
  readonly rehearsed: boolean;
  /** Present where `sql` builds tables anew and keeps their rows: what it was run in the place of. */
  readonly rebuilds?: Rebuild['replaces'];
  /** Present where `holdpoint split` may write the steps that the text speaks of. */
  readonly splits?: true;
}
