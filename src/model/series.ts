import type { Stage } from './brief.ts';
import type { SaveDraft, SavedOfStep, SaveMoment } from './saves.ts';

/** One migration of a series, and the code that must run before and after it. */
export interface SeriesStep {
  readonly stage: Stage;
  /** Part of a file name: `add_email_address`. */
  readonly name: string;
  /** What it does, in one sentence with the reader's names. */
  readonly title: string;
  /** Statements in running order. Empty where only code is deployed. */
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** False when statements of `up` or `down` refuse to run in a transaction. */
  readonly transactional: boolean;
  /** The code that must run everywhere before it begins; null where the code that runs today will do. */
  readonly codeBefore: string | null;
  /** Whether code in the shape before the series, and in the shape after it, works once this step has run. */
  readonly oldCodeWorks: boolean;
  readonly newCodeWorks: boolean;
  /** How to keep what it, or its way back, takes of rows that its other way carries back in part; absent without. */
  readonly saves?: StepSaves;
}

/** By the moment before which they have to run. */
export type StepSaves = Partial<Readonly<Record<SaveMoment, readonly SaveDraft[]>>>;

/** A query over both shapes, asked while they stand for each other. */
export interface SeriesCheck {
  /** What it answers: "Rows that `users.email_address` lacks". */
  readonly title: string;
  readonly sql: string;
  /** What must come back in the first row; {@link NO_ERROR} for a block, which gives none and fails on differences. */
  readonly expect: string;
  readonly reason: string;
  /** False for a block that commits as it goes. */
  readonly transactional: boolean;
}

/** What a check answers that gives no rows and went through. */
export const NO_ERROR = 'no error';

/** SQL that lets both shapes come apart, to see who notices. */
export interface PlantedFault {
  /** "a value was not carried over". */
  readonly title: string;
  /** The last one changes rows; where it finds none, nothing is planted. */
  readonly sql: readonly string[];
  /** Titles of the checks that must answer otherwise. */
  readonly caughtBy: readonly string[];
}

/** How to see that two shapes hold the same. */
export interface Reconciliation {
  readonly checks: readonly SeriesCheck[];
  readonly faults: readonly PlantedFault[];
}

/** A check that gave the expected answer and noticed every fault that was planted for it. */
export interface ProvedCheck extends SeriesCheck {
  /** Titles of the faults that it caught; never empty. */
  readonly caught: readonly string[];
  /** Stages at whose end it gives the expected answer. */
  readonly holdsAfter: readonly Stage[];
}

/** The same change in steps that hurt nobody, not tried yet. */
export interface SeriesDraft {
  /** What it does as a whole: "Rename `users.email` to `users.email_address`". */
  readonly title: string;
  /** `rename-column`, `change-type`, `split-table` … */
  readonly kind: string;
  readonly steps: readonly SeriesStep[];
  /** `table.column` of what holds values that the old shape has no room for; absent without. */
  readonly fresh?: readonly string[];
  /** `table` or `table.column` for which it has room only in rows that are there already; absent without. */
  readonly partial?: readonly string[];
  /** `table.column` that numbers new rows by itself, in whatever order they are carried over; absent without. */
  readonly numbered?: readonly string[];
  /** One for each pair of shapes that stand for each other for a while; absent without. */
  readonly reconciliations?: readonly Reconciliation[];
}

/** Why there is no draft. */
export interface NoSeries {
  readonly because: string;
}

/** What running a step showed. */
export interface StepProof {
  /** Null when everything held; else what did not, in words. */
  readonly fault: string | null;
}

export interface Series {
  /** The migration that it stands for, by file and version: a file may hold several. */
  readonly path: string;
  readonly version: string;
  readonly draft: SeriesDraft;
  /** One for each step that was run. */
  readonly proofs: readonly StepProof[];
  /** Every step ran, held its promises, went back, and the end is that of the migration: schema and rows. */
  readonly proved: boolean;
  /** Absent where nothing stands for anything else, or the steps did not hold. */
  readonly checks?: readonly ProvedCheck[];
  /** What can be kept of rows that its steps, or their ways back, would take with them; absent where nobody looked. */
  readonly saves?: readonly SavedOfStep[];
  /** What did not hold; empty when proved. */
  readonly faults: readonly string[];
}

/** Whether one of the series stands for a migration, or for what belongs to it. */
export function isReplaced(
  series: readonly Pick<Series, 'path' | 'version'>[],
  { path, version }: { readonly path: string; readonly version: string | null },
): boolean {
  return series.some((one) => one.path === path && one.version === version);
}
