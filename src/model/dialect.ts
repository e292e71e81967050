import type { BackfillDraft, BackfillWish, NoBackfill } from './backfill.ts';
import type { Catalog } from './catalog.ts';
import type { Change } from './change.ts';
import type { Drift } from './drift.ts';
import type { Engine, EngineIdentity } from './engine.ts';
import type { SqlSource } from './migration.ts';
import type { Effect, EngineError } from './observation.ts';
import type { DialectId, Presupposed } from './project.ts';
import type { DataLoss, RehearsedStatement, ValidationQuery, Violation } from './rehearsal.ts';
import type { Statistics } from './statistics.ts';
import type { InnerStatement, Presumed, ReadableStatement, Script, Statement } from './statement.ts';
import type { Rebuilding } from './rebuilding.ts';
import type { Requirement } from './requirement.ts';
import type { SaveDraft } from './saves.ts';
import type { NoSeries, SeriesDraft } from './series.ts';
import type { Skipping } from './skipped.ts';

/** What is true of a dialect; asked instead of its name. */
export interface DialectTraits {
  /** A failed or rolled back transaction takes its schema changes with it. */
  readonly transactionalSchemaChanges: boolean;
  /** Name of the setting that limits waiting for a lock; null when there is none. */
  readonly lockTimeoutSetting: string | null;
  /** Command of the dialect's client, to be followed by `-f` and a file: `psql -X`; absent where there is none. */
  readonly client?: string;
}

/** SQL that takes a schema back from `after` to `before`, in running order. */
export interface Inverse {
  readonly sql: readonly string[];
  /** What the SQL cannot bring back. */
  readonly lost: readonly DataLoss[];
  /** Parts for which no way back is known; never silently left out. */
  readonly impossible: readonly string[];
  /** Present where the SQL begins and commits a transaction itself, around which another cannot be. */
  readonly transactional?: false;
}

/** Rows that make "works on an empty table" differ from "works". Each is committed by itself. */
export interface Seeds {
  /** Session settings for planting, such as switching off triggers and foreign-key checks. */
  readonly setup: readonly string[];
  /** In an order that satisfies foreign keys. */
  readonly rows: readonly SeedRow[];
}

/** More rows than the few that each table gets. */
export interface ManyRows {
  readonly relations: ReadonlySet<string>;
  readonly rows: number;
}

export interface SeedRow {
  readonly relation: string;
  /** `INSERT` statements for one row; the engine takes the first that it accepts. */
  readonly attempts: readonly string[];
}

/** A query in the old shape; run under a savepoint and rolled back. */
export interface Probe {
  readonly relation: string;
  readonly action: 'read' | 'insert' | 'update' | 'delete' | 'literal' | 'call';
  /** One statement; returns one row whose columns are compared before and after where there are any. */
  readonly sql: string;
  /** "reads of users.email", to be followed by "fail". */
  readonly subject: string;
}

export interface EngineOptions {
  /** Extensions that migrations create, so that they can be loaded beforehand; `name@version` where one is asked for. */
  readonly extensions: readonly string[];
  /** What databases are taken to hold, and how they are opened; absent for nothing in particular. */
  readonly presupposed?: Presupposed;
  /** Whether the program that runs migrations switches foreign keys on; absent where nobody knows. */
  readonly foreignKeys?: boolean;
  /** Wall clock for the whole rehearsal, in milliseconds. */
  readonly deadline: number;
  /** Wall clock for one statement, in milliseconds. */
  readonly statementDeadline: number;
  /** Resident memory at which the engine is killed, in bytes. */
  readonly memory: number;
  /** What an earlier engine of the same build gave as its snapshot, to start from; absent for an empty database. */
  readonly snapshot?: Uint8Array;
}

/** A real server to rehearse on, given by whoever started the review. */
export interface ServerAddress {
  /** May hold a password; never printed. */
  readonly url: string;
  /** Said by a person: the server may be used although the database holds tables. */
  readonly disposable: boolean;
}

/** SQL that makes something empty by a name that is taken for granted. */
export interface StandIn {
  readonly sql: string;
  /** "the role `app`". */
  readonly what: string;
}

/** What is known of extensions, for those that an engine lacks. Names are as the catalog of extensions has them. */
export interface ExtensionLore {
  /** The extension of those given that the SQL creates, alters or drops; null when there is none. */
  managedIn(sql: string, extensions: readonly string[]): string | null;
  /** The extension of those given that the SQL uses something of by its name; null when there is none. */
  usedIn(sql: string, extensions: readonly string[]): string | null;
  /** The extension whose absence makes an error: one of those created, or another that has the name that is missing. */
  behind(error: EngineError, created: readonly string[]): string | null;
  /** Objects that an error message or a call names in quotes, as the catalog writes them. */
  namedBy(text: string): readonly string[];
}

/** What a table holds at one moment, whatever the order of its columns. */
export interface ContentQuery {
  readonly relation: string;
  /** Gives one row: the number of rows as `rows`, and a digest for each column by its name. */
  readonly sql: string;
}

/** Rows and writes by which a series is proved. */
export interface Proving {
  /** SQL that gives rows other values: several ways, the roughest first. Each statement may fail by itself. */
  variations(catalog: Catalog, relations: ReadonlySet<string>): readonly (readonly string[])[];
  /** Writes of code in the shape of the catalog, one statement each, with other values in each round; only changes of rows where asked. */
  writes(
    catalog: Catalog,
    relations: ReadonlySet<string>,
    round: number,
    only?: 'changes',
  ): readonly string[];
  /** What the relations hold, as far as both catalogs have their columns. */
  content(catalog: Catalog, relations: ReadonlySet<string>, known: Catalog): readonly ContentQuery[];
}

/** Everything that is particular to one dialect. Functions are pure but for `openEngine`. */
export interface Dialect {
  readonly id: DialectId;
  readonly traits: DialectTraits;
  /** Loads what parsing needs (WebAssembly), once. */
  prepare(): Promise<void>;
  /** Statements with spans and changes. Never throws for bad SQL: it becomes an `unreadable` statement. */
  parse(source: SqlSource): Script;
  /** What stands in the bodies of functions that a statement runs, as far as it is known; `files` are those of the change. */
  insideRoutines?(
    statement: ReadableStatement,
    catalog: Catalog,
    files: readonly Script[],
  ): readonly InnerStatement[];
  /** What the manual says that a change does, for the schema before it and the server's major version. */
  documented(change: Change, before: Catalog, version: number): readonly Effect[];
  /** The way back between two moments. */
  inverse(before: Catalog, after: Catalog): Inverse;
  /** Differences between two moments, in words; weightiest first, stable order. */
  compare(before: Catalog, after: Catalog): readonly Drift[];
  /** Brings the session back to what a fresh connection has; run between migrations, outside of a transaction. */
  readonly resetSession: readonly string[];
  /** SQL that makes what databases hold before the first migration; one statement may fail without the others. */
  presuppose?(presupposed: Presupposed): readonly string[];
  /** A stand-in for what a statement of the base missed and no migration creates, such as a role; null when there is none. */
  standIn?(error: EngineError): StandIn | null;
  /** Absent where there are no extensions. */
  readonly extensionLore?: ExtensionLore;
  /** Stand-ins for what statements take for granted on the server; making one that is there fails. */
  presume?(presumed: Presumed): readonly StandIn[];
  /**
   * True for a statement after which others can do more when no savepoint was around it, on that major version of the
   * server. Absent where there is none.
   */
  mindsSavepoint?(statement: ReadableStatement, version: number): boolean;
  /** True when an error can come from the rows that a table holds, so that an empty table may do without it. */
  mayDependOnData(error: EngineError): boolean;
  /** Gives rows other values than those that the error says stand against a statement; each may fail. Absent where nobody knows how. */
  mendRows?(error: EngineError, catalog: Catalog): readonly string[];
  /** Absent where no statement does nothing because its object is there. */
  readonly skipping?: Skipping;
  /** Empties tables without firing triggers or foreign keys and without a strong lock; inside a transaction. */
  removeRows(relations: readonly string[]): readonly string[];
  /** Rows for every table of the catalog; `seed` numbers make values differ. With `many`, that many for some of them. */
  seeds(catalog: Catalog, many?: ManyRows): Seeds;
  /** Makes the role that probes run as; once, on the base. Each probe follows `enter`, under a savepoint. */
  readonly probing: { readonly setup: readonly string[]; readonly enter: readonly string[] };
  /**
   * Old-shape queries for the tables of the catalog. With `held`, the same queries in the same order, with values that
   * satisfy the constraints of that later moment: asked when the first values met a constraint that is new, since the
   * running code may have others.
   */
  probes(catalog: Catalog, held?: Catalog): readonly Probe[];
  /** True when a probe of the relation failed on its values, which the running code need not have. */
  meetsConstraint(error: EngineError, relation: string, shipped: Catalog): boolean;
  /** True when a probe failed because a row that it refers to is gone, which no schema explains. */
  lacksReferredRow(error: EngineError, probe: Probe, shipped: Catalog): boolean;
  /**
   * Queries to run before and after the change on real data; `shipped` tells tables that are new in the change, `end`
   * what is left to ask when the migration is done.
   */
  validation(
    statement: RehearsedStatement,
    shipped?: Catalog,
    end?: Catalog,
  ): readonly Omit<ValidationQuery, 'path' | 'line'>[];
  /** Rows that stand against the schema as it is now; outside of a transaction. Absent where none can be there. */
  violations?(engine: Engine): Promise<readonly Violation[]>;
  /** The SQL of a requirement for the shipped schema. Throws a `Problem` that names the nearest when a name is unknown. */
  requirement?(requirement: Requirement, shipped: Catalog): readonly string[];
  /** Shell commands that tell how far a replica is behind, for a way of replicating as people call it; null when unknown. */
  replicationLag?(replication: string): readonly string[] | null;
  /** SQL that does the same with less blocking; null when none is known. It is rehearsed before it is shown. */
  saferWay(statement: RehearsedStatement): { readonly sql: readonly string[]; readonly note: string } | null;
  /** Absent where tables need not be built anew. */
  readonly rebuilding?: Rebuilding;
  /** The statement as a walk in batches, not tried yet; null when it does not change rows of a table as it is found. */
  backfill?(statement: RehearsedStatement, wish: BackfillWish): BackfillDraft | NoBackfill | null;
  /**
   * The same change in steps that hurt nobody, from both moments of one migration and what it ran; `down` are the
   * statements of its down file. Not tried yet. Absent where none are known.
   */
  series?(
    before: Catalog,
    after: Catalog,
    statements: readonly RehearsedStatement[],
    down: readonly Statement[],
  ): SeriesDraft | NoSeries;
  /**
   * How to keep what the way from one moment to another takes with it, not tried yet. Where both shapes stand side by
   * side, `shipped` is the one before. Absent where nothing is known.
   */
  saves?(from: Catalog, to: Catalog, shipped?: Catalog): readonly SaveDraft[];
  /** Absent where there are no series. */
  readonly proving?: Proving;
  /** Extensions that the SQL creates; found without parsing, so that the engine can start at once. One too many is fine. */
  extensionsOf(sources: readonly SqlSource[]): readonly string[];
  /** Starts the embedded engine. Rejects with a `Problem` when it cannot. */
  openEngine(options: EngineOptions): Promise<Engine>;
  /** Starts a rehearsal on a real server. Rejects with a `Problem` when it cannot be used. */
  openServer?(address: ServerAddress, options: EngineOptions): Promise<Engine>;
  /**
   * Sizes of a live database, read without a lock that anybody waits for; `takenAt` is ISO 8601 in UTC. Rejects with a
   * `Problem`. Absent where nothing reads them yet.
   */
  readStatistics?(address: ServerAddress, takenAt: string): Promise<Statistics>;
  /** The query that tells how large a relation is, by its name in the catalog. */
  sizeQuery?(relation: string): string;
  /** The embedded engine without starting it. */
  readonly embedded: EngineIdentity;
  /** Changes with everything in this build that decides what a replay leaves behind; absent where nothing can be kept. */
  embeddedBuild?(): Promise<string>;
}
