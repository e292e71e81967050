import { createHash } from 'node:crypto';
import type { ChecklistItem, Plan } from '../../model/plan.ts';
import type { OpenQuestion } from '../../model/runbook.ts';
import { matterOf, type Matter } from './matter.ts';
import { openQuestions } from './open-questions.ts';
import { saidOf } from './runbook-checklist.ts';
import type { RunbookInput } from './runbook-input.ts';

/** A plan in the light of its brief. */
export interface Briefed {
  /** With what the brief says as the evidence of items that people settle. */
  readonly plan: Plan;
  /** What the brief leaves open. */
  readonly openQuestions: readonly OpenQuestion[];
}

/** Lays a brief beside a plan. The brief comes with the change, so its items stay open until somebody who may settles them. */
export function briefed(plan: Plan, input: Omit<RunbookInput, 'plan'>): Briefed {
  const matter = matterOf({ ...input, plan });
  const projects = plan.projects.map((project) => ({
    ...project,
    checklist: project.checklist.map((item) => withSaid(item, matter)),
  }));
  return { plan: { ...plan, projects }, openQuestions: openQuestions(matter) };
}

/** Another word in the brief makes another question of it. */
function withSaid(item: ChecklistItem, matter: Matter): ChecklistItem {
  const said = item.state === 'open' ? saidOf(item.id, matter) : null;
  if (said === null) return item;
  const { evidence } = said;
  const content = JSON.stringify([item.digest, evidence]);
  return { ...item, evidence, digest: createHash('sha256').update(content).digest('hex').slice(0, 16) };
}
