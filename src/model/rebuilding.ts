import type { Catalog } from './catalog.ts';
import type { ClearedMigration, MigrationDraft, RebuildDraft, RebuildWish } from './rebuild.ts';
import type { RehearsedStatement } from './rehearsal.ts';

/** How tables are built anew where `ALTER TABLE` cannot change them. */
export interface Rebuilding {
  /** What a statement that was refused, or could not be read, asks for; null when it is no matter of building anew. */
  wish(refused: RehearsedStatement): RebuildWish | null;
  /** The way from one moment to another, which keeps rows and all that stands on the tables. */
  toward(wished: Catalog, now: Catalog): RebuildDraft;
  /**
   * The statements of a migration, with all that those that build tables anew lose; null when they lose nothing and do
   * not answer to a statement that was refused.
   */
  complete(statements: readonly RehearsedStatement[], refused?: number): MigrationDraft | null;
  /**
   * The statements of a migration, with what stands in the way of a new table taken away meanwhile, and which of them
   * was refused; null when nothing stands in the way.
   */
  cleared(statements: readonly RehearsedStatement[]): ClearedMigration | null;
  /** Gives a row for each reference to a row that is not there. */
  readonly dangling: string;
}
