/** SQL that keeps what a step would take with it, of the change or of its way back, and brings it back; not tried yet. */
export interface SaveDraft {
  readonly relation: string;
  /** The table, or `table.column`. */
  readonly object: string;
  /** "the values of `users.phone`". */
  readonly what: string;
  /** The table that holds them meanwhile, as code. */
  readonly kept: string;
  readonly sql: readonly string[];
  /** Run where the object stands again. */
  readonly restore: readonly string[];
  /** Takes the table of kept rows away, once nobody needs it any more. */
  readonly tidy: readonly string[];
  /** True where it brings only rows that others do not bring back; absent where the table has to come back empty. */
  readonly besides?: true;
}

/** When it has to be saved: before the change takes it, or before its way back does. */
export type SaveMoment = 'change' | 'way-back';

/** What was saved, taken away, seen to be gone, and brought back on synthetic rows. */
export interface SavedRows extends SaveDraft {
  readonly before: SaveMoment;
  /** The migration that it belongs to, by file and version. */
  readonly path: string;
  readonly version: string;
}

/** The same, of one step of a series. */
export interface SavedOfStep extends SavedRows {
  /** Index of the step that takes it, or whose way back does. */
  readonly step: number;
}
