import type { Change } from './change.ts';
import type { ServerFeature } from './server-feature.ts';
import type { Span } from './span.ts';

/** One SQL statement as it stands in its file. */
export type Statement = ReadableStatement | UnreadableStatement;

interface StatementPlace {
  /** Exactly the bytes of the span, decoded. */
  readonly sql: string;
  readonly span: Span;
  /** What is sent to the engine where the file holds template variables; absent when that is `sql`. */
  readonly runs?: string;
}

/** What is sent to the engine. */
export function runningSql({ sql, runs }: Statement): string {
  return runs ?? sql;
}

export interface ReadableStatement extends StatementPlace {
  readonly kind: 'readable';
  readonly changes: readonly Change[];
  /** False for what the engine refuses inside a transaction block (`CREATE INDEX CONCURRENTLY`, `VACUUM` …). */
  readonly runsInTransaction: boolean;
  /** Words of the statement for a table cell: `ALTER TABLE users ADD COLUMN email`. No longer than 80 characters. */
  readonly summary: string;
  /** What it does outside of the database, where a rehearsal cannot look: "reads a file of the server". */
  readonly outside?: string;
  /** What it takes for granted on the server; absent when there is nothing. */
  readonly presumes?: Presumed;
  /** What it uses that not every supported server version has, sorted by id; absent when there is nothing. */
  readonly features?: readonly ServerFeature[];
  /** Present when it does no more than keep the books of the program that runs migrations: which versions were run. */
  readonly keepsBooks?: true;
  /** What stands in the body of a `DO` block, and, once it has run, of the functions that it runs; absent for nothing. */
  readonly inner?: readonly InnerStatement[];
}

/** A statement in the body of a block or function, with its line in the file. */
export interface InnerStatement {
  /** Null where it stands in no file of the change. */
  readonly line: number | null;
  /** The function or procedure in whose body it stands; absent for the body of the block itself. */
  readonly function?: string;
  /** The file in which the function is created; absent with a null line and for the block itself. */
  readonly path?: string;
  readonly summary: string;
  /** Empty where its text cannot be known. */
  readonly changes: readonly Change[];
  /** Present when its text is put together only when it runs. */
  readonly dynamic?: true;
}

/** Things that no migration has to make, sorted: those of the server by their bare names. */
export interface Presumed {
  readonly roles: readonly string[];
  readonly tablespaces: readonly string[];
  /** Tables of the program that runs migrations that it writes to, as the catalog writes them. */
  readonly books: readonly string[];
  /** Roles that it makes itself, maybe on a condition. */
  readonly makesRoles: readonly string[];
}

/** Kept, shown and counted against the verdict; never dropped. */
export interface UnreadableStatement extends StatementPlace {
  readonly kind: 'unreadable';
  /** The parser's own message. */
  readonly reason: string;
  /** What to do about it, a sentence; absent where it is to correct the statement. */
  readonly instead?: string;
  /** Where the parser stumbled. */
  readonly at: Span;
}

/** The statements of one source, in order. */
export interface Script {
  readonly path: string;
  readonly statements: readonly Statement[];
  /** All comments, in order, where one of them may be addressed to Holdpoint; absent otherwise. */
  readonly comments?: readonly SqlComment[];
}

/** A comment outside of strings and bodies. */
export interface SqlComment {
  /** Without the marks that make it a comment, and without blanks around it. */
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
}
