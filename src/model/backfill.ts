import type { BatchSettings } from './brief.ts';

/** A change of all rows of a table in batches that can be stopped and resumed. */
export interface Backfill {
  readonly path: string;
  readonly line: number;
  /** Table whose rows are walked, by its key. */
  readonly relation: string;
  /** Columns of the key that the walk follows, in order. */
  readonly key: readonly string[];
  readonly batch: BatchSettings;
  /** Makes the table of progress and of skipped rows; runs once. */
  readonly prepare: readonly string[];
  /** The whole walk by the database's own means: a procedure with commits, and its call. Null where there are none. */
  readonly procedure: readonly string[] | null;
  /** The walk as a script of the dialect's client, or of a shell around it. */
  readonly script: { readonly tool: string; readonly text: string };
  /** One row: done, total. */
  readonly progress: string;
  /** Rows that were skipped, with their error. */
  readonly skipped: string;
  /** Removes what `prepare` made. */
  readonly cleanUp: readonly string[];
  /** What running it on synthetic rows showed. */
  readonly proof: BackfillProof;
}

export interface BackfillProof {
  /** Same rows as the statement that it stands for, also after an interruption. */
  readonly outcome: 'same' | 'differs' | 'failed' | 'untried';
  readonly rows: number;
  readonly because: string | null;
}
