import type { Catalog } from './catalog.ts';

/** SQL that builds tables anew and keeps their rows and all that stands on them, run in the place of what does not. */
export interface Rebuild {
  /** Index of the statement at which it is told. */
  readonly at: number;
  /** Indexes of all statements that it puts right. */
  readonly answers: readonly number[];
  /** What it was run in the place of: the statement at which it is told, or all statements of the migration. */
  readonly replaces: 'statement' | 'migration';
  readonly sql: readonly string[];
  /** False where no transaction may be open around the SQL. */
  readonly transactional: boolean;
  /** What to know when using it. */
  readonly note: string;
}

/** Why nobody can write one for a statement that needs one: what people have to say first. */
export interface UnclearRebuild {
  readonly at: number;
  readonly because: string;
}

/** The shape that a refused statement asks for. */
export type RebuildWish =
  /** SQL that gives the table that shape without minding its rows. */
  { readonly sketch: readonly string[] } | Pick<UnclearRebuild, 'because'>;

/** A way to build tables anew, not tried yet. */
export interface RebuildDraft {
  readonly sql: readonly string[];
  /** False where the SQL begins and commits a transaction itself. */
  readonly transactional: boolean;
  readonly note: string;
  /** The schema that it has to end in. */
  readonly target: Catalog;
}

/** A whole migration, written anew, not tried yet. */
export interface MigrationDraft extends RebuildDraft, Pick<Rebuild, 'at' | 'answers'> {
  /** Tables that are built anew. */
  readonly rebuilt: readonly string[];
  /** Tables that lost rows or values by it, which they have to keep. */
  readonly victims: readonly string[];
  /** True where the migration does not commit by itself, so that nobody knows the values that it would leave. */
  readonly refused: boolean;
}

/** A migration that can go on behind the statement at which it was refused. */
export interface ClearedMigration {
  readonly refused: number;
  readonly sql: readonly string[];
}
