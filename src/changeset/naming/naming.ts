import type { LayoutId } from '../../model/layout.ts';
import type { Migration } from '../../model/migration.ts';
import type { SeriesStep } from '../../model/series.ts';
import type { TextFile } from '../frameworks/framework.ts';

/** What is known of the project that the new migrations join. */
export interface NamingRequest {
  readonly layout: LayoutId;
  /** Folder of the project. */
  readonly folder: string;
  /** All migrations that are there, in running order, the original one included. */
  readonly migrations: readonly Migration[];
  /** The migration that the series stands for. */
  readonly original: Migration;
  /** Text files of the project's folder: migrations, manifests. */
  readonly files: readonly TextFile[];
  readonly steps: readonly SeriesStep[];
  /** For versions that are times: no version is before it. */
  readonly now: Date;
}

/** A file to be written. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** Present for a file that is there and goes on: a journal, a plan, a sum. */
  readonly edits?: true;
}

/** One step as migrations of the project. */
export interface NamedStep {
  readonly version: string;
  /** Path of the file that holds its up SQL. */
  readonly path: string;
  readonly files: readonly NewFile[];
}

export interface NamedSeries {
  readonly steps: readonly NamedStep[];
  /** What to know or to do by hand, in sentences. */
  readonly notes: readonly string[];
}

/** Why the layout cannot hold the series, in a sentence. */
export interface NotNamed {
  readonly because: string;
}

/** A step with its place among the new ones. */
export interface PlacedStep {
  readonly step: SeriesStep;
  readonly version: string;
  /** File of the up SQL, and of the down SQL where the project has one of its own. */
  readonly path: string;
  readonly downPath: string | null;
}

/** What a layout makes of one step: its files. */
export type WriteStep = (placed: PlacedStep, request: NamingRequest) => readonly NewFile[];
