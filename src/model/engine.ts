import type { Catalog } from './catalog.ts';
import type { EngineError, Observation } from './observation.ts';

/** Which engine answers, for the report: `pglite`, `18.6`. */
export interface EngineIdentity {
  readonly name: string;
  readonly version: string;
}

export type Row = Readonly<Record<string, string | null>>;

/** What running plain SQL gave: the last result's rows as text, or the error. */
export type RunOutcome =
  | { readonly ok: true; readonly rows: readonly Row[]; readonly affected: number }
  | { readonly ok: false; readonly error: EngineError };

/** Content of one relation: number of rows and one digest per column over the ordered rows. */
export interface RelationDigest {
  readonly rows: number;
  readonly columns: Readonly<Record<string, string>>;
}

/** Digests by relation name. */
export type RowDigests = ReadonlyMap<string, RelationDigest>;

/** A state that {@link Engine.rewind} can bring back. Opaque. */
export interface Mark {
  readonly id: number;
}

/** A database in bytes, which come while the engine serves other requests; null when it ended before. */
export interface Snapshot {
  readonly bytes: Promise<Uint8Array | null>;
}

/**
 * Executes statements and reports. One session; whoever opens a transaction with `run('BEGIN')` ends it.
 * Methods reject only with a `Problem` (`engine-timeout`, `engine-memory`, `engine-crashed`): after that the
 * engine is gone and only `close` may be called.
 */
export interface Engine {
  readonly identity: EngineIdentity;
  /** Extensions that were asked for and that it does not have; at most it pretends to. */
  readonly lackedExtensions?: readonly string[];
  /** Runs SQL text (one or more statements) and returns the last result. Never rejects for an SQL error. */
  run(sql: string): Promise<RunOutcome>;
  /** Runs many texts in one round trip; stops at the first error when `stopAtError`. One outcome per text that ran. */
  runAll(sqls: readonly string[], stopAtError: boolean): Promise<readonly RunOutcome[]>;
  /**
   * Runs one statement and reports what it did: inside the open transaction when there is one (through a savepoint,
   * so that a failing statement leaves the transaction usable), else in a transaction of its own, or with none at
   * all when `runsInTransaction` is false (then effects are left to the documented tables). With `forGood` it is tried
   * under a savepoint, taken back, and run again without one, for what means something else under a savepoint.
   */
  observe(sql: string, runsInTransaction: boolean, forGood?: boolean): Promise<Observation>;
  /** The schema as it is now, seen from inside the open transaction when there is one. */
  catalog(): Promise<Catalog>;
  /** Row counts and per-column digests of all ordinary tables, or of the named ones. */
  digests(relations?: readonly string[]): Promise<RowDigests>;
  /** Remembers the present committed state. Not inside a transaction. */
  mark(): Promise<Mark>;
  /** Brings a marked state back; an open transaction is abandoned. A mark can be used any number of times. */
  rewind(mark: Mark): Promise<void>;
  /** Forgets a mark, so that its memory is free. */
  release(mark: Mark): Promise<void>;
  /**
   * The database as it is now, for {@link EngineOptions.snapshot} of a later engine; null when a part of it lives in
   * this session only. Not inside a transaction. Absent where the engine cannot.
   */
  snapshot?(): Promise<Snapshot | null>;
  /** Ends the engine and everything it started. Never rejects; safe to call twice. */
  close(): Promise<void>;
}
