import type { RootContent } from 'mdast';
import { withStop } from '../../../lib/with-stop.ts';
import type { Runbook, RunbookPhase } from '../../../model/runbook.ts';
import { name, paragraph, strong, type Inline } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import { BLOCKS_WORD } from '../../words.ts';
import { durationInWords } from '../estimate-words.ts';
import type { Detail, Part } from '../part.ts';
import { STAGE_WORD } from '../stage-words.ts';
import { tableOf } from '../table-of.ts';
import { under } from '../under.ts';
import { backfillNodes } from './backfill.ts';
import { gateNodes } from './gate.ts';
import { phaseDrawing } from './phase-drawing.ts';
import { stepScripts } from './step-scripts.ts';

/** The way from old to new, phase by phase, each with its steps, its scripts and its gate. */
export const PHASES: Part = {
  id: 'phases',
  title: 'Phases and scripts',
  weight: 80,
  nodes: ({ phases }: Runbook, detail: Detail): RootContent[] => [
    ...(detail.drawings && phases.length > 1 ? [phaseDrawing(phases)] : []),
    ...overview(phases),
    ...(detail.steps ? phases.flatMap((phase) => phaseNodes(phase, detail)) : []),
  ],
};

/** What the drawing shows, told. */
function overview(phases: readonly RunbookPhase[]): RootContent[] {
  return tableOf(phases, [
    { title: 'Phase', cell: ({ stage }) => [strong(STAGE_WORD[stage])] },
    { title: 'Code that is deployed', cell: ({ code }) => code },
    { title: 'What happens', cell: ({ what }) => what },
    { title: 'Comes with', cell: ({ delivery }) => delivery },
    { title: 'Decides on going on', cell: ({ gate }) => (gate.decides === null ? [] : [name(gate.decides)]) },
  ]);
}

function phaseNodes(phase: RunbookPhase, detail: Detail): RootContent[] {
  const { stage, code, delivery, steps, backfills, gate } = phase;
  return under(STAGE_WORD[stage], [
    paragraph(strong('Deployed code:'), ' ', ...prose(withStop(code))),
    paragraph(strong('Comes with:'), ' ', ...prose(withStop(delivery))),
    ...stepTable(steps),
    ...(detail.scripts ? stepScripts(phase) : []),
    ...backfills.flatMap((backfill) => backfillNodes(backfill, detail)),
    ...gateNodes(gate),
  ]);
}

function stepTable(steps: RunbookPhase['steps']): RootContent[] {
  const numbered = steps.map((step, index) => ({ step, number: index + 1 }));
  return tableOf(numbered, [
    { title: '#', cell: ({ number }) => [String(number)] },
    { title: 'Step', cell: ({ step }) => step.title },
    { title: 'Place', cell: ({ step }): Inline[] => (step.place === null ? [] : [name(step.place)]) },
    { title: 'Blocks', cell: ({ step }) => (step.blocks === null ? '' : BLOCKS_WORD[step.blocks]) },
    { title: 'Takes', cell: ({ step }) => (step.estimate === null ? '' : durationInWords(step.estimate)) },
    { title: 'Check before the next', cell: ({ step }) => step.check ?? '' },
  ]);
}
