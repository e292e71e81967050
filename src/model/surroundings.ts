export const COMPONENTS = [
  'routes',
  'frontend',
  'workers',
  'integrations',
  'caches',
  'reports',
  'mobile',
  'other',
] as const;
/** A part of the code, found by its path; see the configuration's `components`. */
export type ComponentId = (typeof COMPONENTS)[number];

/** What was found around a change: in the code, in its history, in other pull requests. */
export interface Surroundings {
  /** Code that uses what the change drops, renames or retypes; null where it does nothing of the kind. */
  readonly references: ReferenceSearch | null;
  readonly dependants: readonly Dependant[];
  /** For each contract change, when the code stopped using the object, and whether that is long enough ago. */
  readonly bakes: readonly Bake[];
  /** Other open pull requests that touch the same tables or versions. */
  readonly neighbors: readonly Neighbor[];
}

/** The search over the code at both sides of the change. */
export interface ReferenceSearch {
  /** Null when the code was searched; else why it was not. */
  readonly unsearched: string | null;
  /** Whether the code was expected to be at hand, so that not searching it is a failure. */
  readonly expected: boolean;
  /** Commands that search a clone; present where the code is not at hand. */
  readonly inClone?: string;
  readonly references: readonly CodeReference[];
  /** Files that were looked through at the head. */
  readonly files: number;
}

/** A line of code that names an object of the schema. */
export interface CodeReference {
  /** As in the catalog: `users.email`. */
  readonly object: string;
  readonly side: 'base' | 'head';
  readonly path: string;
  readonly line: number;
  /** The line without blanks around it. */
  readonly text: string;
  /** The form that was found: `email_address`, `emailAddress`. */
  readonly form: string;
  readonly component: ComponentId;
  /** `sure` where table and column stand together or the name is rare; `likely` where only a common word was found. */
  readonly certainty: 'sure' | 'likely';
}

/** An object of the database that rests on one that the change drops, renames or retypes. */
export interface Dependant {
  readonly object: string;
  /** `view`, `trigger`, `foreign key` … in words. */
  readonly kind: string;
  readonly name: string;
}

/** The time between the last use of an object and the change that takes it away. */
export interface Bake {
  readonly object: string;
  /** Path of the migration that takes it away. */
  readonly path: string;
  readonly line: number;
  /** Day on which the default branch stopped using it, `2026-11-30`; null when it still does, or nobody can tell. */
  readonly unusedSince: string | null;
  /** Releases (tags or deployments) since then, the newest first. */
  readonly releases: readonly string[];
  /** Days that are asked for. */
  readonly days: number;
  /** The first day on which it may go, `2026-11-30`; null when nobody can tell. */
  readonly from: string | null;
  /** What holds: `baked`, `too-early`, `no-release`, `in-use`, or `unknown` with the reason. */
  readonly state: 'baked' | 'too-early' | 'no-release' | 'in-use' | 'unknown';
  readonly because: string;
  /** Present where nobody looked: commands that do, in a clone. */
  readonly inClone?: string;
  /** Present where the history is cut off although it was expected to be there: what to do. */
  readonly hint?: string;
}

/** Another open pull request that gets in the way of this one. */
export interface Neighbor {
  readonly number: number;
  readonly title: string;
  /** `version` 0042, or `table` users. */
  readonly kind: 'version' | 'table';
  readonly name: string;
}
