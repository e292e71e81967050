/**
 * How a framework runs one migration file: `per-migration` in one transaction, `all-pending` in one together with all
 * other files that are pending, `per-statement` with a commit after each statement, `none` without a transaction but
 * those that the file itself begins and commits.
 */
export const TRANSACTION_MODES = ['per-migration', 'all-pending', 'per-statement', 'none'] as const;

export type TransactionMode = (typeof TRANSACTION_MODES)[number];

/** True where a transaction is open around the file before its first statement. */
export function isWrapped(mode: TransactionMode): boolean {
  return mode === 'per-migration' || mode === 'all-pending';
}

/**
 * SQL of one direction. `text` is the file with everything that does not belong to this direction blanked out
 * (other bytes become spaces, line breaks stay), so that offsets in `text` are offsets in the file.
 */
export interface SqlSource {
  /** Path relative to the repository root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Why the text cannot be used (invalid UTF-8, a NUL byte …) with its byte offset; null when it can. */
  readonly defect: SourceDefect | null;
  /** Template variables in `text` and what stands for them when it is run, in order; absent when there are none. */
  readonly substitutions?: readonly Substitution[];
}

/** True when all that the file holds belongs to another direction, or to none. */
export function isBlankedOut({ text }: SqlSource): boolean {
  return /^\s*$/.test(text) && text.includes(' ');
}

/** A stretch of `text`, in UTF-16 units, and the configured value that is run in its place. Values have no line breaks. */
export interface Substitution {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

export interface SourceDefect {
  readonly reason: string;
  /** What to do about it, a sentence; absent where it is to correct what is written. */
  readonly instead?: string;
  readonly offset: number;
  readonly line: number;
}

/** One step of a schema's history. */
export interface Migration {
  /** As written in the name: `0001`, `20260101120000`, `1.2`. */
  readonly version: string;
  readonly name: string;
  /** Path of the up SQL (or of the folder's file), relative to the repository root. */
  readonly path: string;
  readonly up: SqlSource;
  readonly down: SqlSource | null;
  readonly transaction: TransactionMode;
  /** Whether the transaction mode was stated (file, framework or option) or is the layout's usual one. */
  readonly transactionIs: 'stated' | 'assumed';
  /**
   * The runner sends the file as one message and opens no transaction: the server's own one around the statements of a
   * message is meant by `transaction`, and another one begins where the file ends it.
   */
  readonly inOneMessage?: true;
  /** SHA-256 of the up file's bytes, hexadecimal; of its own part where a file holds several migrations. */
  readonly checksum: string;
  /** Run again whenever its text changes, after the versioned ones (Flyway's `R__`). */
  readonly repeatable?: true;
  /** A dump of the whole schema that stands for all that is shipped; it is never run on a database that is in use. */
  readonly baseline?: true;
}

/** What the change does to a migration, compared with the base. */
export type MigrationStatus = 'added' | 'edited' | 'renamed' | 'deleted';

export interface ChangedMigration {
  readonly status: MigrationStatus;
  /** The migration at head; for `deleted`, as it was at base. */
  readonly migration: Migration;
  /** The migration at base; null for `added`. */
  readonly was: Migration | null;
}
