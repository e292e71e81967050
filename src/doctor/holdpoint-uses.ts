import type { HoldpointUse, Workflow } from './workflow.ts';

/** The published action, and the one that stands in the repository itself. */
const PUBLISHED = /^[\w.-]+\/holdpoint@(.+)$/;
const OWN = /^(?:\.\/|\$\/?)$/;

export interface UseOptions {
  /** The repository is Holdpoint's own, so that `uses: ./` is it. */
  readonly isOwn: boolean;
}

/** Every step that runs Holdpoint. */
export function holdpointUses(workflows: readonly Workflow[], { isOwn }: UseOptions): HoldpointUse[] {
  const isHoldpoint = (uses: string): boolean => PUBLISHED.test(uses) || (isOwn && OWN.test(uses));
  return workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) =>
      job.steps
        .filter(({ uses }) => uses !== null && isHoldpoint(uses))
        .map((step) => ({ workflow, job, step })),
    ),
  );
}

/** Whether a step posts what it finds. */
export function publishes({ step }: HoldpointUse): boolean {
  return step.with['publish'] !== 'false';
}

/** What follows the `@`; null for an action of the repository itself. */
export function refOf({ step }: HoldpointUse): string | null {
  return PUBLISHED.exec(step.uses ?? '')?.[1] ?? null;
}
