import type { Finding } from '../model/finding.ts';
import type { Plan, ProjectPlan } from '../model/plan.ts';
import { isReplaced, type Series } from '../model/series.ts';
import { hazardOf, type Hazard } from './hazards.ts';

/** What the proof of a series shows not to happen: old code works, nobody waits, each step goes back. */
const PROVED: ReadonlySet<Hazard> = new Set(['breaks', 'blocks', 'waits', 'way-back']);

/** Rules about the end of the change, or about how statements stand together in one migration. */
const EXCEPTIONS: Readonly<Record<string, boolean>> = {
  'lock-after-row-changes': true,
  'locks-against-foreign-keys': true,
  'cascade-reaches-further': false,
  'replica-identity-lost': false,
};

/** The plan as the proved series do it: findings of the migrations that they stand for do not count where steps answer them. */
export function inSteps(plan: Plan, proved: readonly Series[]): Plan {
  if (proved.length === 0) return plan;
  return { ...plan, projects: plan.projects.map((project) => answeredIn(project, proved)) };
}

function answeredIn(project: ProjectPlan, proved: readonly Series[]): ProjectPlan {
  const isLeft = (finding: Finding): boolean => !isReplaced(proved, finding) || !isAnswered(finding);
  return {
    ...project,
    findings: project.findings.filter(isLeft),
    answered: project.findings.filter((finding) => !isLeft(finding)),
  };
}

function isAnswered(finding: Finding): boolean {
  return EXCEPTIONS[finding.rule] ?? PROVED.has(hazardOf(finding));
}
