import type { Finding } from '../model/finding.ts';
import type { ProjectPlan } from '../model/plan.ts';

/** What is said already, also where a comment in a file allows it or steps answer it: it is not charged in other words a second time. */
export function toldFindings({ findings, allowed, answered = [] }: ProjectPlan): readonly Finding[] {
  return [...findings, ...allowed, ...answered];
}
