import type { RootContent } from 'mdast';
import { code } from '../../../lib/code.ts';
import { countOf } from '../../../lib/count-of.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { withStop } from '../../../lib/with-stop.ts';
import type { Runbook, RunbookPhase, TimelineDay } from '../../../model/runbook.ts';
import { heading, list, paragraph, strong, type Inline } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import { daysInWords } from '../days.ts';
import { STAGE_WORD } from '../stage-words.ts';

const MOST_LOST = 5;
const MOST_QUESTIONS = 8;

/** All that the hurried reader needs: what it is, from where there is no way back, when, who decides, what holds it. */
export function topNodes(runbook: Runbook): RootContent[] {
  return [
    heading(1, ...prose(runbook.title)),
    paragraph(...prose(runbook.summary.join(' '))),
    ...list(facts(runbook)),
  ];
}

function facts(runbook: Runbook): Inline[][] {
  const { rollback, timeline, phases, communication } = runbook;
  return [
    [strong('Point of no return:'), ' ', ...prose(pointInWords(rollback.pointOfNoReturn))],
    ...(timeline.length === 0 ? [] : [[strong('When:'), ' ', ...prose(whenInWords(timeline))]]),
    ...(phases.length === 0 ? [] : [[strong('Who decides:'), ' ', ...prose(decidersInWords(phases))]]),
    ...(communication.window === null
      ? []
      : [[strong('Maintenance window:'), ' ', ...prose(`${communication.window}.`)]]),
    ...heldFacts(runbook),
  ];
}

/** The questions that hold it; each reason is said once. */
function heldFacts({ openQuestions }: Runbook): Inline[][] {
  const holding = openQuestions.flatMap(({ question, holds }) => (holds === null ? [] : { question, holds }));
  const shown = holding.slice(0, MOST_QUESTIONS);
  const left = holding.length - shown.length;
  const reasons = [...new Set(shown.map(({ holds }) => holds))];
  return [
    ...reasons.map((reason): Inline[] => {
      const questions = shown.filter(({ holds }) => holds === reason).map(({ question }) => question);
      return [strong('Held until answered:'), ' ', ...prose(`${questions.join(' ')} ${withStop(reason)}`)];
    }),
    ...(left > 0 ? [[`and ${countOf(left, 'more open question')} that hold it, at the end`]] : []),
  ];
}

function pointInWords(point: Runbook['rollback']['pointOfNoReturn']): string {
  if (point === null) return 'none; everything can be taken back at any time.';
  const lost =
    point.lost.length === 0
      ? ''
      : ` Gone from then on: ${listInWords(
          point.lost.map((object) => code(object)),
          MOST_LOST,
        )}.`;
  return `${point.what} (${code(point.place)}).${lost}`;
}

/** First and last day, and the day on which the old is taken away. */
function whenInWords(timeline: readonly TimelineDay[]): string {
  const first = Math.min(...timeline.map(({ from }) => from));
  const open = timeline.some(({ to }) => to === null);
  const last = Math.max(...timeline.map(({ from, to }) => to ?? from));
  const contract = timeline.find(({ stage }) => stage === 'contract');
  const drop =
    contract === undefined || contract.from === first ? '' : `; contract from day ${contract.from}`;
  return `${daysInWords({ from: first, to: open ? null : last })}${drop}.`;
}

function decidersInWords(phases: readonly RunbookPhase[]): string {
  const names = [...new Set(phases.map(({ gate }) => gate.decides))];
  const [only] = names;
  if (names.length === 1)
    return only === null || only === undefined ? 'nobody is named yet.' : `${code(only)}, in every phase.`;
  const words = names.map((decides) => {
    const stages = phases
      .filter(({ gate }) => gate.decides === decides)
      .map(({ stage }) => STAGE_WORD[stage].toLowerCase());
    return `${decides === null ? 'nobody is named yet' : code(decides)} for ${listInWords(stages)}`;
  });
  return `${words.join('; ')}.`;
}
