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

/** A statement that changes as many rows as there are, and its walk in batches; or why there is none. */
export interface StatementBackfill {
  /** Index in the statements of its migration. */
  readonly statement: number;
  /** Null when none could be written; `because` says why. */
  readonly backfill: Backfill | null;
  readonly because: string | null;
}

/** What a dialect is told when it writes a backfill. */
export interface BackfillWish {
  /** Part of the names of what it makes: letters, digits and underscores. */
  readonly label: string;
  readonly batch: BatchSettings;
  /** Major version of the server. */
  readonly version: number;
}

/** A backfill that was not tried yet, and what trying it takes. */
export interface BackfillDraft extends Omit<Backfill, 'path' | 'line' | 'proof'> {
  readonly trial: BackfillTrial;
}

/** SQL with which a backfill is compared with the statement that it stands for. */
export interface BackfillTrial {
  /** How many rows of the walked table are made. */
  readonly rows: number;
  /** Ways to make them, the hardest rows first; each runs inside a transaction. The next is for a statement that fails on them. */
  readonly plants: readonly (readonly string[])[];
  readonly statement: string;
  /** One row, which is the same for equal rows of the changed table. */
  readonly compare: string;
  /** The changed table, and what `prepare` makes: relations that a comparison of all others leaves out. */
  readonly relations: readonly string[];
  /** Makes small batches without a pause, once prepared. */
  readonly haste: readonly string[];
  /** Where the script begins, and one batch of it. */
  readonly start: string;
  readonly step: string;
  /** Makes the procedure, and runs it. Null where there are none. */
  readonly make: string | null;
  readonly run: string | null;
  /** Makes it stop by its flag after a third of the rows, and fail in the middle of a later batch. */
  readonly disturb: readonly string[];
  readonly undisturb: readonly string[];
  /** One row: `finished`, `stop`, rows `done` and `skipped`. */
  readonly state: string;
}

/** Why there is no backfill. */
export interface NoBackfill {
  readonly because: string;
}
