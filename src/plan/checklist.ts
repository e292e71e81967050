import type { ChecklistItem } from '../model/plan.ts';
import { digestOf } from './digest-of.ts';
import { HUMAN_ITEMS } from './human-items.ts';
import { MACHINE_ITEMS } from './machine-items.ts';
import type { Question, Seen } from './question.ts';

/** The thirteen items of the readiness checklist, in the order of `docs/plan-contents.md`. */
const ORDER = [
  'current-state-documented',
  'target-state-documented',
  'code-paths-identified',
  'scripts-tested',
  'tested-on-staging',
  'validation-verified',
  'rollback-tested',
  'snapshot-scheduled',
  'monitoring-deployed',
  'stakeholders-notified',
  'go-no-go-defined',
  'on-call-assigned',
  'incident-communication',
] as const;

type ChecklistId = (typeof ORDER)[number];

const QUESTIONS: Readonly<Record<ChecklistId, Question>> = { ...MACHINE_ITEMS, ...HUMAN_ITEMS };

/** The readiness checklist with what the rehearsal proved already ticked, and what it disproved marked as failed. */
export function checklistOf(seen: Seen): ChecklistItem[] {
  return ORDER.map((id) => itemOf(id, seen));
}

/** Ids and texts of the items, in their order. */
export function checklistTexts(): { readonly id: string; readonly text: string }[] {
  return ORDER.map((id) => ({ id, text: QUESTIONS[id].text }));
}

function itemOf(id: ChecklistId, seen: Seen): ChecklistItem {
  const { text, about, answer } = QUESTIONS[id];
  const { state, evidence } = answer(seen);
  return { id, text, state, evidence, digest: digestOf([id, text, evidence], about, seen.rehearsal) };
}
