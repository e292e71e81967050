import type { DialectId } from '../model/project.ts';
import type { SourceDefect } from '../model/migration.ts';

/** Where a file stands in its layout, by its path alone. */
export interface Place {
  /** Project folder. */
  readonly folder: string;
  readonly version: string;
  readonly name: string;
  readonly direction: 'up' | 'down';
  /** Whether the file name says the direction itself: `x.up.sql`. */
  readonly directed: boolean;
  /** The only dialect that the file is for: `x.postgres.up.sql`; null when it does not say. */
  readonly only: DialectId | null;
}

/** A migration file with its text. */
export interface SqlFile {
  readonly path: string;
  readonly place: Place;
  readonly text: string;
  readonly defect: SourceDefect | null;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly checksum: string;
}
