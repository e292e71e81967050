import type { OpenPulls } from '../model/open-pulls.ts';
import type { Repository } from '../model/ports.ts';

/** Where the migrations are: the repository, and the named folders relative to its root. */
export interface Location {
  readonly repository: Repository;
  /** Absolute path; null when it is not on this machine. */
  readonly root: string | null;
  readonly folders: readonly string[];
  /** Other open pull requests; absent for what is no pull request. */
  readonly openPulls?: OpenPulls;
}

export interface LocateOptions {
  /** A pull request to read from GitHub; null for what is on this machine. */
  readonly github: string | null;
  readonly base: string | null;
  readonly git: boolean;
  readonly settings: { readonly since?: string };
}
