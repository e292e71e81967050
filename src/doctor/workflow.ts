/** A workflow file of GitHub Actions, as far as it concerns Holdpoint. */
export interface Workflow {
  readonly path: string;
  /** Its `name`, by which `workflow_run` refers to it; the path without one. */
  readonly name: string;
  readonly triggers: readonly Trigger[];
  readonly permissions: Grants | null;
  readonly concurrency: Concurrency | null;
  readonly jobs: readonly Job[];
}

export interface Trigger {
  readonly event: string;
  /** Activity types; null when none are named. */
  readonly types: readonly string[] | null;
  /** Keys that keep runs from starting: `paths`, `branches-ignore` … */
  readonly filters: readonly string[];
  /** Names of the workflows that a `workflow_run` follows. */
  readonly workflows: readonly string[];
  readonly line: number;
}

export interface Job {
  readonly id: string;
  readonly line: number;
  readonly permissions: Grants | null;
  readonly concurrency: Concurrency | null;
  readonly steps: readonly Step[];
}

export interface Step {
  /** `owner/repo@ref`; null for a step that runs a script. */
  readonly uses: string | null;
  readonly with: Readonly<Record<string, string>>;
  readonly line: number;
}

/** Permissions by name; `read-all` and `write-all` for all of them. */
export type Grants = 'read-all' | 'write-all' | ReadonlyMap<string, string>;

export interface Concurrency {
  readonly cancels: boolean;
  readonly line: number;
}

/** The trigger of one event; null when the workflow does not run on it. */
export function triggerOf({ triggers }: Workflow, event: string): Trigger | null {
  return triggers.find((trigger) => trigger.event === event) ?? null;
}

/** A workflow in which Holdpoint runs, and the job and step that run it. */
export interface HoldpointUse {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
}
