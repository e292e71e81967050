import type { ChangedMigration, Migration, TransactionMode } from './migration.ts';

export type DialectId = 'postgres' | 'mysql' | 'sqlite';

/** Dialects as people call them. */
export const DIALECT_NAME: Readonly<Record<DialectId, string>> = {
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  sqlite: 'SQLite',
};

/** One folder of migrations and how it is run. */
export interface Project {
  /** Folder relative to the repository root, `.` for the root itself. */
  readonly path: string;
  readonly dialect: DialectId;
  /** Layout id, one of `src/changeset/frameworks`. */
  readonly layout: string;
  /** Whether the layout was detected or told, in words for the report: `detected: 12 of 12 files match`. */
  readonly layoutReason: string;
  /** Whether the layout has down files, so that a missing one is worth a finding. */
  readonly bringsDownFiles: boolean;
  /** Major version the reader's server runs, as asked for; null when not told. */
  readonly serverVersion: number | null;
  /** Transaction mode told by option or configuration; null leaves it to the layout. */
  readonly transaction: TransactionMode | null;
  /** How the framework is told to run a migration without a transaction, as advice; null where it has no way. */
  readonly optOut?: string | null;
  /** Whether the program that runs migrations switches foreign keys on, where files tell; absent where they do not. */
  readonly foreignKeys?: boolean;
  /** What databases hold before the first migration, as told by configuration. */
  readonly presupposed?: Presupposed;
}

/** Things that migrations take for granted and no migration creates. */
export interface Presupposed {
  readonly schemas: readonly string[];
  readonly roles: readonly string[];
  readonly extensions: readonly string[];
  /** Functions that the application brings to the database; absent for none. */
  readonly functions?: readonly string[];
  /** Whether the application's driver turns foreign keys on; absent where nobody says. */
  readonly foreignKeys?: boolean;
  /** How changes reach a database file; absent for the database's own way. */
  readonly journal?: Journal;
}

/** With a write-ahead log readers go on while somebody writes; with a rollback journal they wait for the commit. */
export type Journal = 'rollback' | 'wal';

/** Something about the set of migrations itself that a reader must know. */
export interface HistoryFault {
  readonly kind: 'duplicate-version' | 'out-of-order' | 'unrecognized-file';
  readonly paths: readonly string[];
  readonly version: string | null;
  readonly detail: string;
  /** What to do about it, where it is more particular than the kind says. */
  readonly remedy?: string;
}

/** Step 1's answer for one project: what is shipped and what the change does to it. */
export interface ProjectChange {
  readonly project: Project;
  /** Migrations at base, in the order in which the framework runs them. */
  readonly base: readonly Migration[];
  /** What the change adds, edits, renames or deletes, in running order. */
  readonly head: readonly ChangedMigration[];
  readonly faults: readonly HistoryFault[];
}

/** Something that was left out or taken for granted while reading, in words for the report. */
export interface Notice {
  /** Folder or file that it is about. */
  readonly path: string;
  readonly text: string;
  /** What it is about where migrations are not: the configuration of reviews. */
  readonly about?: 'configuration';
  /** Present when it holds the merge: what to do about it. */
  readonly next?: string;
}

/** What a change holds, over all projects. Empty `projects` means: no migrations in this change. */
export interface ChangeSet {
  readonly projects: readonly ProjectChange[];
  /** What was compared with what, for the report: commit hashes or `since <version>`. */
  readonly base: string;
  readonly head: string;
  /** Migrations that were seen and not read, sorted by path; a reader must be told. */
  readonly notices: readonly Notice[];
}
