import type { StatementBackfill } from './backfill.ts';
import type { Catalog } from './catalog.ts';
import type { Drift } from './drift.ts';
import type { EngineIdentity } from './engine.ts';
import type { ChangedMigration, Migration, TransactionMode } from './migration.ts';
import type { Blocks, Effect, EngineError, Observation } from './observation.ts';
import type { HistoryFault, Project } from './project.ts';
import type { Rebuild, UnclearRebuild } from './rebuild.ts';
import type { Remark } from './remark.ts';
import type { SavedRows } from './saves.ts';
import type { Skipped } from './skipped.ts';
import type { Statement } from './statement.ts';

export type Phase = 'expand' | 'migrate' | 'contract' | 'neutral';

/** Something nobody could find out. It counts against the change; it is never taken for safe. */
export interface Unknown {
  /** What is not known, in the reader's names. */
  readonly what: string;
  readonly because: string;
  readonly path: string | null;
  readonly line: number | null;
}

/** A query in the shape of the code that runs today, tried before and after the change. */
export interface ProbeResult {
  readonly relation: string;
  /** `literal` is a value of an enumerated type, `call` a function or sequence. */
  readonly action: 'read' | 'insert' | 'update' | 'delete' | 'literal' | 'call';
  readonly sql: string;
  /** Null when the probe still works; else what the engine answers after the statement. */
  readonly error: EngineError | null;
  /** What breaks, in words: "reads of users.email fail". Null when nothing does. */
  readonly breaks: string | null;
  /**
   * `shape`: no values would do, code written for the shipped schema fails. `values`: a constraint refused the values
   * of the probe, which the running code need not have.
   */
  readonly fails: 'shape' | 'values';
}

/** What is gone for good after a statement ran. */
export interface DataLoss {
  readonly kind: 'table' | 'column' | 'rows';
  /** The table, or `table.column`. */
  readonly object: string;
  /** Rows lost among the synthetic ones; for a sentence, never as a promise about production. */
  readonly rows: number;
}

/** Rows that are there although the schema does not allow them, as the engine finds them when it is asked. */
export interface Violation {
  /** `mismatch`: a foreign key whose other side is not unique, so that no row can be held against it. */
  readonly kind: 'foreign-key' | 'mismatch' | 'integrity';
  /** Table whose rows they are; that of the index where an index does not fit its table. */
  readonly relation: string;
  /** Table that a foreign key refers to; null for everything else. */
  readonly parent: string | null;
  /** Columns of the foreign key. */
  readonly columns: readonly string[];
  /** Synthetic rows. */
  readonly rows: number;
  /** How the engine says it, or was asked. */
  readonly says: string;
}

/** A lock that an earlier statement of the same transaction took and that is still held. */
export interface HeldLock {
  readonly relation: string;
  readonly lock: string;
  readonly blocks: Blocks;
  /** Index of the statement that took it, in {@link RehearsedMigration.statements}. */
  readonly takenBy: number;
  /** Index of its migration in {@link Rehearsal.migrations}; absent where it is a statement of the same one. */
  readonly takenIn?: number;
}

/** How a statement went on tables that hold rows. */
export interface RowsTrial {
  /** The engine's answer on seeded tables; null when it worked. */
  readonly error: EngineError | null;
  /** True when it works on empty tables and fails on seeded ones. */
  readonly dependsOnData: boolean;
}

/** What the manual says of the reader's server version where it says otherwise than of the engine's. */
export interface Elsewhere {
  /** Version of the reader's server, as people say it. */
  readonly version: string;
  /** One for each relation that fares otherwise, sorted by it; without a lock where it is not touched there. */
  readonly effects: readonly Effect[];
}

export interface RehearsedStatement {
  readonly statement: Statement;
  /**
   * What it needs and the engine does not have: "the extension `postgis`". Without an observation it could not be run;
   * with one, it ran on a stand-in.
   */
  readonly lacks?: string;
  /** Null when it could not be run (unreadable, or the engine was gone). */
  readonly observation: Observation | null;
  readonly rowsTrial: RowsTrial;
  /** Effects: measured where the engine could look, documented where not. */
  readonly effects: readonly Effect[];
  /** Absent where the reader's server version does the same, as far as the manual says. The stronger decides `blocking`. */
  readonly elsewhere?: Elsewhere;
  /** Strong locks (blocking writes or more, on relations of the base) held from before while it ran. */
  readonly held: readonly HeldLock[];
  /**
   * Index of the transaction within the migration, or within those that run `all-pending` together: statements with
   * the same number commit together.
   */
  readonly transaction: number;
  /** The schema around it. `before` of the first head statement is the base. */
  readonly before: Catalog;
  readonly after: Catalog;
  readonly phase: Phase;
  /** See the design: holds a lock on a table of the base, against writes or reads, for a time that grows with data. */
  readonly blocking: boolean;
  /** Probes that worked before it and fail from it on; what works again when its transaction commits is left out. */
  readonly broken: readonly ProbeResult[];
  readonly backwardCompatible: boolean;
  readonly dataLoss: readonly DataLoss[];
  /** `column` or `table.column` whose old values were overwritten, and how many of the synthetic rows. */
  readonly overwritten: readonly DataLoss[];
  /** What it asks for and does not get, since something else has the name; absent where nothing is missed. */
  readonly skipped?: Skipped;
  /** Lock timeout in force when it started, in milliseconds; 0 when none, null when it was not run. */
  readonly lockTimeout: number | null;
}

export type TrialOutcome = 'restored' | 'differs' | 'data-lost' | 'failed' | 'untried';

/** One run of a way back: up, down, compare catalogs and rows. */
export interface Trial {
  readonly outcome: TrialOutcome;
  /** What was run, one statement each, in order. */
  readonly sql: readonly string[];
  readonly drift: readonly Drift[];
  readonly lost: readonly DataLoss[];
  /** Why it failed or was not tried; null otherwise. */
  readonly reason: string | null;
  readonly error: EngineError | null;
  /** True when `sql` may run in one transaction. */
  readonly transactional: boolean;
}

/** A query that people run on their own data before or after the change. */
export interface ValidationQuery {
  readonly when: 'before' | 'after';
  /** What it answers: "Rows of users whose email is NULL". */
  readonly title: string;
  readonly sql: string;
  /** What must come back in the first row: `0`; null when any answer is fine. */
  readonly expect: string | null;
  /** Why: the change it belongs to, in the reader's names. */
  readonly reason: string;
  /** Lists what the query counts, the gravest first; run beside it. Absent where nothing is listed. */
  readonly offenders?: Offenders;
  readonly path: string;
  readonly line: number;
}

/** Rows, or values, that stand against one object. */
export interface Offenders {
  /** What they stand against: an index, a constraint, or a column that takes no NULL; as in the catalog. */
  readonly object: string;
  readonly sql: string;
}

export interface ValidationResult extends ValidationQuery {
  /** `ok` gave the expected answer on the seeded rows; `unexpected` another; `failed` an error; `untried` was not run. */
  readonly outcome: 'ok' | 'unexpected' | 'failed' | 'untried';
  readonly answer: string | null;
}

/** A statement that does the same with less blocking, rehearsed: same catalog at the end. */
export interface SafeWay {
  /** Index of the statement that it replaces. */
  readonly replaces: number;
  readonly sql: readonly string[];
  /** What to know when using it: separate migrations, no transaction. */
  readonly note: string;
}

export interface RehearsedMigration {
  readonly change: ChangedMigration;
  readonly transaction: TransactionMode;
  readonly statements: readonly RehearsedStatement[];
  /** The generated way back. */
  readonly rollback: Trial;
  /** The migration's own down file; null when it brings none. */
  readonly down: Trial | null;
  readonly validation: readonly ValidationResult[];
  readonly safeWays: readonly SafeWay[];
  /** Rows that stand against the schema after it and did not before; absent where the dialect has no way to ask. */
  readonly violations?: readonly Violation[];
  /** Tables built anew without a loss; absent where the dialect needs no such thing, or nothing was found. */
  readonly rebuilds?: readonly (Rebuild | UnclearRebuild)[];
  /** One for each statement that changes as many rows of a shipped table as there are; absent when nobody asked. */
  readonly backfills?: readonly StatementBackfill[];
}

/** A base statement that did not run; the rest went on. */
export interface ReplayFailure {
  readonly migration: Migration;
  readonly line: number;
  readonly sql: string;
  readonly error: EngineError;
}

/** A base statement that could not run because the engine lacks something. */
export interface LackingStatement {
  readonly migration: Migration;
  readonly line: number;
  readonly sql: string;
  /** "the extension `postgis`". */
  readonly lacks: string;
}

export interface BaseReplay {
  readonly migrations: number;
  readonly statements: number;
  readonly failures: readonly ReplayFailure[];
  /** What no migration creates and was made up so that the replay could go on: "the role `app`". */
  readonly standIns?: readonly string[];
  /** Not among the failures. What they concern is followed, and counts where the change touches it. */
  readonly lacking?: readonly LackingStatement[];
}

/** Everything that was seen for one project. Rules, plan and report read nothing else. */
export interface Rehearsal {
  readonly project: Project;
  readonly faults: readonly HistoryFault[];
  /** Null when no engine ran (`--no-rehearsal`, or it did not start; `unknowns` says which). */
  readonly engine: EngineIdentity | null;
  readonly base: BaseReplay;
  /** Schema that is shipped: after the base, before the change. */
  readonly shipped: Catalog;
  readonly migrations: readonly RehearsedMigration[];
  /** Changed migrations that are not run (edited, renamed, deleted ones). */
  readonly notRun: readonly ChangedMigration[];
  /** The way back of the whole change, run as one; null when nothing was added. */
  readonly rollback: Trial | null;
  /** All down files of the change, run as one, the last one first; absent when a migration brings none. */
  readonly downTogether?: Trial;
  readonly unknowns: readonly Unknown[];
  /** What can be kept of rows that the change, or its way back, would take with it; absent where nobody looked. */
  readonly saves?: readonly SavedRows[];
  /** Comments in the files of the change that are addressed to Holdpoint; absent when there are none. */
  readonly remarks?: readonly Remark[];
  /** Present where nothing writes a change of the dialect as a series of steps. */
  readonly withoutSeries?: true;
}
