import type { CatalogObject } from '../../../model/catalog.ts';
import type { Scene } from './scene.ts';

/** A column that may not be empty any more, or comes so; with the value for rows that have none. */
export interface Wish {
  readonly scene: Scene;
  readonly table: string;
  readonly column: CatalogObject;
  /** It is not there before. */
  readonly isNew: boolean;
  /** For a row whose columns are written with a prefix; null when the migration gives none. */
  readonly value: ((prefix: string) => string) | null;
  readonly takes: readonly number[];
}
