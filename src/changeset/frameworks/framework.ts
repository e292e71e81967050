import type { LayoutId } from '../../model/layout.ts';
import type { Migration, TransactionMode } from '../../model/migration.ts';
import type { DialectId } from '../../model/project.ts';
import type { SqlFile } from '../sql-file.ts';
import type { Shape } from './shapes.ts';

/** A file of the project that is not run as it stands, or that the framework refuses, and why. */
export interface LeftOver {
  readonly path: string;
  readonly detail: string;
  /** Another file whose edit can have brought it about. */
  readonly broughtBy?: string;
  /** What to do about it, where it is not the name or the place of the file. */
  readonly remedy?: string;
}

/** The migrations of one side; those of one version are in running order. */
export interface History {
  readonly migrations: readonly Migration[];
  /** Files that are not run, and files that the framework will refuse to run; a reader is told when they are new. */
  readonly leftOver: readonly LeftOver[];
  /** What files say about running and nobody can ask here; a reader is told of migrations that the change brings. */
  readonly assumptions?: readonly Assumption[];
}

/** Something that is taken for granted about one migration, in words for people. */
export interface Assumption {
  readonly path: string;
  readonly version: string;
  readonly text: string;
}

/** A file that is no migration but says something about them: a manifest, or the settings of the project around. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface Material {
  /** Sorted by path. */
  readonly files: readonly SqlFile[];
  readonly manifests: readonly TextFile[];
  readonly dialect: DialectId;
  /** Transaction mode from option or configuration; null leaves it to the layout. */
  readonly told: TransactionMode | null;
}

/** What a file needs that has no transaction around it, where it switches settings of SQLite. */
export const OWN_TRANSACTION = 'and `BEGIN` and `COMMIT` of its own around what belongs together.';

/** One way in which migrations are laid out and run. */
export interface Framework {
  readonly id: LayoutId;
  /** How its files can stand, the usual way first. */
  readonly shapes: readonly Shape[];
  /** Whether two migrations of one version are a mistake. */
  readonly uniqueVersions: boolean;
  /** `as-listed` runs them in the order in which {@link Framework.read} gives them; else by version. */
  readonly order?: 'as-listed';
  /** Whether it knows migrations that are run again after every edit by their names: `R__x.sql`. */
  readonly repeatables?: true;
  /** Values of template variables that the settings of the framework give; those of the configuration win. */
  variables?(manifests: readonly TextFile[]): Readonly<Record<string, string>>;
  /** What it does with a version below one that a database ran already, in words that end a sentence. */
  late?(manifests: readonly TextFile[]): string;
  /** How a migration is told to run without a transaction, as advice; null where there is no way. */
  readonly optOut: string | null;
  /** The same where it differs on one dialect. */
  readonly optOutOn?: Readonly<Partial<Record<DialectId, string>>>;
  /**
   * Whether SQLite minds foreign keys on the connection that runs migrations; null where only the application knows,
   * and so where this is absent.
   */
  foreignKeys?(manifests: readonly TextFile[]): boolean | null;
  /** What speaks for this layout, in words; null when nothing does. */
  detect(files: readonly SqlFile[], manifests: readonly TextFile[]): string | null;
  read(material: Material): History;
}
