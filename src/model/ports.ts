/** A file of the repository at one moment. */
export interface RepositoryFile {
  /** Relative to the repository root, forward slashes. */
  readonly path: string;
  /** Content identity (a git blob hash or a digest): equal means same bytes. */
  readonly id: string;
}

/** One of the two sides of a change. */
export type Side = 'base' | 'head';

/** Reads both sides of a change. Implemented by git, by a plain folder, by GitHub's API. */
export interface Repository {
  /** What is compared with what: commit hashes, or words where there are none. */
  readonly base: string;
  readonly head: string;
  /** All files under a folder (`.` for all) on one side, sorted by path. */
  list(side: Side, folder: string): Promise<readonly RepositoryFile[]>;
  /** Bytes of many files at once, in the order asked for. */
  read(side: Side, files: readonly RepositoryFile[]): Promise<readonly Uint8Array[]>;
}

/** Says how far the review is; shown by the terminal after a second, ignored elsewhere. */
export interface Progress {
  step(text: string): void;
}
