import type { BlockContent, RootContent } from 'mdast';
import { code } from '../../../lib/code.ts';
import type { PhaseRollback, RollbackPlan, Runbook } from '../../../model/runbook.ts';
import { branches, list, name, paragraph, strong, type Inline } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import type { Detail, Part } from '../part.ts';
import { scriptNodes } from '../script-nodes.ts';
import { STAGE_WORD } from '../stage-words.ts';
import { under } from '../under.ts';
import { decisionNodes } from './decision-tree.ts';

/** Until when there is a way back, when to take it, and how. */
export const ROLLBACK: Part = {
  id: 'rollback',
  title: 'Rollback',
  weight: 90,
  nodes: ({ rollback }: Runbook, detail: Detail): RootContent[] => [
    ...pointNodes(rollback),
    ...under('Is something wrong?', decisionNodes(rollback.tree, detail)),
    ...rollback.phases.flatMap((phase) =>
      under(`Rollback of ${STAGE_WORD[phase.stage].toLowerCase()}`, phaseNodes(phase, detail)),
    ),
  ],
};

function pointNodes({ pointOfNoReturn }: RollbackPlan): RootContent[] {
  if (pointOfNoReturn === null)
    return [paragraph('There is no point of no return: every phase can be taken back.')];
  const { place, what, lost } = pointOfNoReturn;
  return [
    paragraph(strong('Point of no return:'), ' ', ...prose(`${what} (${code(place)}).`)),
    ...(lost.length === 0
      ? []
      : [paragraph('Gone from then on:'), ...list(lost.map((object) => [name(object)]))]),
  ];
}

function phaseNodes(
  { trigger, decides, estimate, steps, recovery }: PhaseRollback,
  detail: Detail,
): RootContent[] {
  const facts: Inline[][] = [
    ...trigger.map((sentence): Inline[] => [strong('Trigger:'), ' ', ...prose(sentence)]),
    ...(decides === null ? [] : [[strong('Decides:'), ' ', name(decides)]]),
    ...(estimate === '' ? [] : [[strong('Takes:'), ' ', ...prose(estimate)]]),
  ];
  if (!detail.steps) return list(facts);
  return [
    ...list(facts),
    ...stepList(steps, detail),
    ...(recovery.length === 0 ? [] : [paragraph(strong('To recover data')), ...stepList(recovery, detail)]),
  ];
}

function stepList(steps: PhaseRollback['steps'], { scripts }: Detail): RootContent[] {
  const items = steps.map(({ title, script }) => ({
    line: prose(title),
    below: scripts && script !== null ? scriptNodes(script) : ([] as BlockContent[]),
  }));
  return branches(items, { ordered: true });
}
