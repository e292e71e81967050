import type { Runbook } from '../../model/runbook.ts';
import { antiPatterns } from './anti-patterns.ts';
import { communicationOf } from './communication.ts';
import { currentState } from './current-state.ts';
import { matterOf } from './matter.ts';
import { metricRows } from './metrics.ts';
import { openQuestions } from './open-questions.ts';
import { phasesOf } from './phases/phases.ts';
import { rollbackOf } from './rollback/rollback.ts';
import { runbookChecklist } from './runbook-checklist.ts';
import type { RunbookInput } from './runbook-input.ts';
import { summaryOf, titleOf } from './summary.ts';
import { targetState } from './target-state.ts';
import { timelineOf } from './timeline.ts';
import { validationOf } from './validation.ts';

/** The migration as it is done, from the first look to the last drop, out of all that was found and said. */
export function buildRunbook(input: RunbookInput): Runbook {
  const matter = matterOf(input);
  const phases = phasesOf(matter);
  const timeline = timelineOf(matter);
  const questions = openQuestions(matter);
  return {
    title: titleOf(matter),
    kind: input.brief?.kind ?? 'database',
    summary: summaryOf(matter, timeline, questions),
    current: currentState(matter),
    target: targetState(matter),
    phases,
    validation: validationOf(matter),
    rollback: rollbackOf(matter, phases),
    timeline,
    metrics: metricRows(matter),
    communication: communicationOf(matter),
    antiPatterns: antiPatterns(matter),
    checklist: runbookChecklist(matter),
    openQuestions: questions,
  };
}
