import type { Code, RootContent } from 'mdast';
import type { Runbook, TimelineDay } from '../../../model/runbook.ts';
import { gantt, type Lane } from '../../diagrams/gantt.ts';
import type { Section } from '../../fit.ts';
import { details, strong, type Inline } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import { daysInWords } from '../days.ts';
import type { Detail } from '../part.ts';
import { drawn } from '../pictures/drawn.ts';
import { timelinePictures } from '../pictures/timeline-picture.ts';
import { STAGE_WORD } from '../stage-words.ts';
import { tableOf } from '../table-of.ts';

/** The days of the migration, drawn and told. */
export function timelineNodes(runbook: Runbook, { drawings }: Detail): RootContent[] {
  const { timeline } = runbook;
  const twin = tableOf(timeline, [
    { title: 'Days', cell: (day) => [daysInWords(day)] },
    { title: 'Stage', cell: ({ stage }) => [STAGE_WORD[stage]] },
    { title: 'What is done', cell: whatIsDone },
    { title: 'Go or no-go', cell: ({ gate }) => gate ?? '' },
  ]);
  return drawings && timeline.length > 1 ? [drawing(runbook), ...twin] : twin;
}

/** The timeline for a comment or a job summary, folded; drawn and told, then told only, then left out. */
export function timelineSection(runbook: Runbook): Section {
  const last = Math.max(0, ...runbook.timeline.map(({ from, to }) => to ?? from));
  const level = (drawings: boolean) => () =>
    details(`Timeline: ${last + 1} days`, timelineNodes(runbook, { drawings, scripts: false, steps: true }));
  return { weight: 7, levels: [level(true), level(false), () => []] };
}

/** The title, and all that is to be done, sentence after sentence. */
function whatIsDone({ title, items }: TimelineDay): Inline[] {
  const sentences = items.map((item) => (/[.!?…]$/u.test(item) ? item : `${item}.`));
  return [
    strong(...prose(sentences.length === 0 ? title : `${title}:`)),
    ...sentences.flatMap((item): Inline[] => [' ', ...prose(item)]),
  ];
}

function drawing(runbook: Runbook): Code {
  const { timeline, rollback } = runbook;
  const lanes = timeline.map(({ stage, title, from, to, gate }): Lane => ({
    label: STAGE_WORD[stage],
    bars: [
      {
        label: title,
        from,
        to: to ?? from,
        critical: stage === 'contract' && rollback.pointOfNoReturn !== null,
        gate,
      },
    ],
  }));
  return drawn(gantt(joined(lanes)), () => timelinePictures(runbook));
}

/** Neighbors with the same title share it. */
function joined(lanes: readonly Lane[]): Lane[] {
  return lanes.reduce<Lane[]>((sum, lane) => {
    const last = sum.at(-1);
    if (last?.label !== lane.label) return [...sum, lane];
    return [...sum.slice(0, -1), { label: last.label, bars: [...last.bars, ...lane.bars] }];
  }, []);
}
