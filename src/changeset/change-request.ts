import type { LayoutId } from '../model/layout.ts';
import type { TransactionMode } from '../model/migration.ts';
import type { ProjectSettings } from '../model/project-settings.ts';
import type { DialectId, Presupposed } from '../model/project.ts';
import type { WrittenVersion } from '../model/server-version.ts';

/** Which migrations are meant and what is known about them beforehand; null leaves a thing to detection. */
export interface ChangeRequest {
  /** Folders relative to the repository root; empty looks through the whole repository. */
  readonly folders: readonly string[];
  /** Folders that the configuration names. Without `folders` only these are read. */
  readonly projects: readonly ProjectSettings[];
  readonly dialect: DialectId | null;
  readonly layout: LayoutId | null;
  readonly transaction: TransactionMode | null;
  readonly serverVersion: WrittenVersion | null;
  /** Migrations up to this version are history, all later ones are new; null compares base with head. */
  readonly since: string | null;
  /** Values of template variables; none without. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What databases hold before the first migration; nothing without. */
  readonly presupposed?: Presupposed;
  /** Dialects that can be reviewed. */
  readonly available: readonly DialectId[];
  /** Absolute path of the repository root; its folder names are a last hint at the dialect. */
  readonly root: string | null;
}
