import type { LayoutId } from './layout.ts';
import type { TransactionMode } from './migration.ts';
import type { DialectId } from './project.ts';
import type { WrittenVersion } from './server-version.ts';

/** What the configuration says about one folder of migrations; null leaves it to detection. */
export interface ProjectSettings {
  /** Folder relative to the repository root; with `*` every folder that fits. */
  readonly path: string;
  readonly dialect: DialectId | null;
  readonly layout: LayoutId | null;
  /** Version of the server that the migrations run on, as it is written. */
  readonly serverVersion: WrittenVersion | null;
  readonly transaction: TransactionMode | null;
  /** Which files below the folder are migrations, as a pattern relative to it: `**\/*.sql`. */
  readonly files: string | null;
  /** Migrations up to this version are shipped, all later ones are new; null or absent compares with the base. */
  readonly since?: string | null;
}
