import { codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { BriefCriteria, Stage } from '../../model/brief.ts';
import type { OpenQuestion } from '../../model/runbook.ts';
import { ask } from './ask.ts';
import type { Matter } from './matter.ts';
import { needsConsent } from './matter.ts';

/** Rules 4 and 5: who decides and by what, who is told, what customers notice. They hold what cannot be taken back. */
export function consentQuestions(matter: Matter): OpenQuestion[] {
  const { said, lost } = matter;
  const holds = whyHeld(matter);
  if (holds === null) return [];
  const { people, impact, window } = said;
  return [
    ...ask(!isDecided(matter), 'Who decides to go on or back?', 'people.decision-maker', holds),
    ...criteriaQuestion(matter, 'go', 'What must hold to go on', holds),
    ...criteriaQuestion(matter, 'rollback', 'What starts a rollback', holds),
    ...ask(people.stakeholders.length === 0, 'Who must know before it runs?', 'people.stakeholders', holds),
    ...ask(impact.customers === null, 'What do customers notice?', 'impact.customers', holds),
    ...ask(lost.length > 0 && window === null, 'In which maintenance window does it run?', 'window', holds),
  ];
}

function isDecided({ said, stages }: Matter): boolean {
  if (said.people.decisionMaker !== null) return true;
  return stages.every((stage) => (said.criteria[stage]?.decides ?? null) !== null);
}

function criteriaQuestion(
  { said, stages }: Matter,
  list: keyof Pick<BriefCriteria, 'go' | 'rollback'>,
  question: string,
  holds: string,
): OpenQuestion[] {
  const missing: readonly Stage[] = stages.filter(
    (stage) => (said.criteria[stage]?.[list] ?? []).length === 0,
  );
  const [first] = missing;
  if (first === undefined) return [];
  return ask(true, `${question}: ${listInWords(missing)}?`, `criteria.${first}.${list}`, holds);
}

/** Null for what can be taken back and hurts nobody. */
function whyHeld(matter: Matter): string | null {
  if (matter.lost.length > 0) return `${listInWords(codes(matter.lost), 3)} cannot be brought back`;
  if (matter.said.kind !== 'database') return 'Traffic and data leave the old side';
  return needsConsent(matter) ? 'Old code fails after the contract' : null;
}
