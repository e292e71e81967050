import type { Finding, Severity } from '../model/finding.ts';
import type { ProjectPlan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import { HAZARDS, hazardOf } from './hazards.ts';
import type { Hazard } from './hazards.ts';
import { sumOf } from './sum-of-findings.ts';

/** A reason with the findings behind it. */
export interface FindingReason {
  readonly reason: Reason;
  readonly findings: readonly Finding[];
}

/**
 * The reasons that findings of one severity give, the gravest first. A single finding speaks for itself; several of one
 * hazard in one file are one reason, that of the gravest rule among them at the first place.
 */
export function findingReasons(project: ProjectPlan, severity: Severity): FindingReason[] {
  const findings = project.findings.filter((finding) => finding.severity === severity);
  return HAZARDS.flatMap((hazard) => {
    const alike = findings.filter((finding) => hazardOf(finding) === hazard);
    const groups = FELT_ACROSS_FILES.has(hazard) ? [alike] : [...byPath(alike).values()];
    return groups.flatMap((group) => reasonsOf(project, hazard, group.toSorted(consequencesLast)));
  });
}

/** Nobody needs the same advice for every file. */
const FELT_ACROSS_FILES: ReadonlySet<Hazard> = new Set(['waits']);

/** A break is mended by its own rule's remedy; that it comes with an expansion is told by another. */
function consequencesLast(left: Finding, right: Finding): number {
  return Number(left.rule === CONSEQUENCE) - Number(right.rule === CONSEQUENCE);
}

const CONSEQUENCE = 'expand-and-contract-together';

function reasonsOf(project: ProjectPlan, hazard: Hazard, group: readonly Finding[]): FindingReason[] {
  const [first] = group;
  if (first === undefined) return [];
  const text = group.length === 1 ? first.message : sumOf(project, hazard, group);
  if (text !== null) return [{ reason: reasonOf(first, text), findings: group }];
  return group.map((finding) => ({ reason: reasonOf(finding, finding.message), findings: [finding] }));
}

/** A finding about a whole file stands at its first line, which says nothing. */
function reasonOf({ rule, path, line, statement }: Finding, text: string): Reason {
  const isAboutFile = statement === null && line === 1;
  return { kind: 'finding', id: rule, text, path, line: isAboutFile ? null : line };
}

function byPath(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.path, [...(groups.get(finding.path) ?? []), finding]);
  return groups;
}
