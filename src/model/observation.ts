/** What a lock, or a statement, keeps other sessions from doing. Ordered, weakest first. */
export const BLOCKS = ['nothing', 'schema-changes', 'writes', 'reads-and-writes'] as const;
export type Blocks = (typeof BLOCKS)[number];

/** True when `left` keeps others from at least as much as `right`. */
export function blocksAtLeast(left: Blocks, right: Blocks): boolean {
  return BLOCKS.indexOf(left) >= BLOCKS.indexOf(right);
}

/** The stronger of the two. */
export function strongerBlocks(left: Blocks, right: Blocks): Blocks {
  return blocksAtLeast(left, right) ? left : right;
}

/** Kind of work done on a relation. Everything but `metadata` grows with the table. */
export const WORKS = ['metadata', 'scan', 'index-build', 'rewrite', 'rows'] as const;
export type Work = (typeof WORKS)[number];

/** Who says so. */
export type Witness = 'measured' | 'documented' | 'unknown';

/** What one statement did to one relation. */
export interface Effect {
  /** Name as in the catalog. For an index's lock, the table it belongs to. */
  readonly relation: string;
  /** The dialect's own word: `AccessExclusiveLock`. Empty when the statement took none. */
  readonly lock: string;
  /** The table's own lock, where `lock` is that of one of its indexes; absent otherwise. */
  readonly tableLock?: string;
  readonly blocks: Blocks;
  readonly work: Work;
  readonly witness: Witness;
  /** What shows it: an engine message, `relfilenode 16384 → 16390`, or the manual's link. */
  readonly evidence: string;
}

export interface EngineError {
  /** The engine's code: an SQLSTATE for PostgreSQL. */
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** Character position in the statement, from 1; null when the engine gives none. */
  readonly position: number | null;
}

export interface RowsChanged {
  readonly relation: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** What the engine saw while one statement ran. */
export interface Observation {
  readonly effects: readonly Effect[];
  readonly rows: readonly RowsChanged[];
  readonly error: EngineError | null;
  /** Lock timeout in force when the statement started, in milliseconds; 0 when none. */
  readonly lockTimeout: number;
  /** Warnings and notices for people; debug messages are evidence and stay out. */
  readonly notices: readonly string[];
  /** It ran where nobody could look, so that no effects say nothing. */
  readonly unseen?: true;
}
