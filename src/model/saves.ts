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
