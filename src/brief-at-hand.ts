import { briefFor } from './brief/brief-for.ts';
import { BRIEFS, loadBriefs } from './brief/load-briefs.ts';
import type { Brief } from './model/brief.ts';
import type { Plan } from './model/plan.ts';
import type { Repository } from './model/ports.ts';
import { Problem } from './model/problem.ts';
import type { ChangeSet, Notice } from './model/project.ts';
import { findingsFor } from './plan-findings.ts';
import { briefed, type Briefed } from './plan/runbook/briefed.ts';
import { runbookSettings, type RunbookMeans, type RunbookTerms } from './runbook-settings.ts';

/** How briefs count in a review. */
export interface BriefTerms extends RunbookTerms {
  /** Whether what a brief has to say of a dangerous change holds it as long as nobody says it. */
  readonly required: boolean;
}

/** The brief of a change. */
export interface BriefAtHand {
  /** Null where there is none, and where it cannot be read. */
  readonly brief: Brief | null;
  /** A brief that cannot be read, which holds the change. */
  readonly notices: readonly Notice[];
}

/** The brief that the head has for the migrations of a change. */
export async function briefAtHand({ projects }: ChangeSet, repository: Repository): Promise<BriefAtHand> {
  const migrations = projects.flatMap(({ head }) => head.map(({ migration }) => migration));
  if (migrations.length === 0) return { brief: null, notices: [] };
  try {
    return { brief: briefFor(migrations, await loadBriefs(repository)), notices: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { title, hint } = error.facts;
    return { brief: null, notices: [{ path: BRIEFS, text: title, next: hint }] };
  }
}

/** The plan as its brief completes it, and what it leaves open. */
export function completed(plan: Plan, brief: Brief | null, terms: BriefTerms, means: RunbookMeans): Briefed {
  const settings = runbookSettings(means, terms, brief);
  return briefed(plan, { brief, series: [], ...findingsFor(plan), statistics: null, settings });
}
