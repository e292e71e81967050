import type { RepositoryFile, Side } from '../model/ports.ts';
import type { Shape } from './frameworks/shapes.ts';
import type { Place } from './sql-file.ts';

export interface PlacedFile {
  readonly file: RepositoryFile;
  readonly place: Place;
}

/** What one side of a change holds in a project folder. */
export interface SideFiles {
  /** Null when the side holds no migrations. */
  readonly shape: Shape | null;
  readonly placed: readonly PlacedFile[];
  /** Files beside the migrations that say something about them: `manifest.json`, `migration_lock.toml`, `atlas.sum`. */
  readonly manifests: readonly RepositoryFile[];
  /** Files of the project around that tell the framework: `go.mod`, `flyway.toml`. A change of them touches nothing. */
  readonly clues: readonly RepositoryFile[];
  /** Files that look as if they were meant to be migrations and are none. */
  readonly odd: readonly RepositoryFile[];
}

/** A folder that looks like a project. */
export interface Candidate {
  readonly folder: string;
  readonly sides: Readonly<Record<Side, SideFiles>>;
}

/** All files of both sides within the scope of the review. */
export type Listing = Readonly<Record<Side, readonly RepositoryFile[]>> & {
  /** Files in the folders above the scope that tell by which program migrations are run. */
  readonly around: Readonly<Record<Side, readonly RepositoryFile[]>>;
};

/** Whether the two sides differ in any file that matters. */
export function isTouched({ sides: { base, head } }: Candidate): boolean {
  const before = identities(base);
  const after = identities(head);
  return before.size !== after.size || [...after].some(([path, id]) => before.get(path) !== id);
}

function identities({ placed, manifests, odd }: SideFiles): Map<string, string> {
  const files = [...placed.map(({ file }) => file), ...manifests, ...odd];
  return new Map(files.map(({ path, id }) => [path, id]));
}
