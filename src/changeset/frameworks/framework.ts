import type { LayoutId } from '../../model/layout.ts';
import type { Migration, TransactionMode } from '../../model/migration.ts';
import type { SqlFile } from '../sql-file.ts';
import type { Shape } from './shapes.ts';

/** A file of the project that is not run as it stands, and why. */
export interface LeftOver {
  readonly path: string;
  readonly detail: string;
}

/** The migrations of one side; those of one version are in running order. */
export interface History {
  readonly migrations: readonly Migration[];
  readonly leftOver: readonly LeftOver[];
}

/** A file that is no migration but says something about them: a manifest. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface Material {
  /** Sorted by path. */
  readonly files: readonly SqlFile[];
  readonly manifests: readonly TextFile[];
  /** Transaction mode from option or configuration; null leaves it to the layout. */
  readonly told: TransactionMode | null;
}

/** One way in which migrations are laid out and run. */
export interface Framework {
  readonly id: LayoutId;
  readonly shape: Shape;
  /** Whether two migrations of one version are a mistake. */
  readonly uniqueVersions: boolean;
  /** What speaks for this layout, in words; null when nothing does. */
  detect(files: readonly SqlFile[]): string | null;
  read(material: Material): History;
}
