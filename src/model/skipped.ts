import type { Catalog, CatalogObject } from './catalog.ts';
import type { Drift } from './drift.ts';
import type { EngineError } from './observation.ts';
import type { ReadableStatement } from './statement.ts';

/** What a statement leaves as it is, since objects of those names are there (`IF NOT EXISTS`), though it asks for others. */
export interface Skipped {
  /** What is there instead. */
  readonly standing: readonly CatalogObject[];
  /** How that differs: `before` is what the statement asks for, `after` what is there. */
  readonly drift: readonly Drift[];
  /** Why what it asks for could not be made where nothing has its name, so that nothing was compared; null otherwise. */
  readonly error: EngineError | null;
}

/** How what a statement asks for can be made although objects of those names are there; inside a transaction. */
export interface Room {
  readonly standing: readonly CatalogObject[];
  /** Takes away what stands there. */
  readonly clear: readonly string[];
  /** The statement, as far as it runs in a transaction. */
  readonly sql: string;
}

/** What a dialect knows of statements that do nothing where their object is there. */
export interface Skipping {
  /** Null when nothing stands where the statement makes something, or it makes it anyway. */
  roomFor(statement: ReadableStatement, catalog: Catalog): Room | null;
  /** What the statement says of its objects and is not so: of what it would have made, and what is there. */
  shortfall(statement: ReadableStatement, asked: Catalog, there: Catalog): readonly Drift[];
}
