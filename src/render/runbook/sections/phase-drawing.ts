import type { Code } from 'mdast';
import type { RunbookPhase } from '../../../model/runbook.ts';
import { flowchart, type Arrow, type Frame, type Node } from '../../diagrams/flowchart.ts';
import { STAGE_WORD } from '../stage-words.ts';

const MOST_STEPS = 5;

/** Phases as frames of steps, and the gate behind each. */
export function phaseDrawing(phases: readonly RunbookPhase[]): Code {
  const gates = phases.slice(0, -1).map(({ stage, gate }): Node => ({
    id: `${stage}Gate`,
    label: gate.decides === null ? 'Go?' : `Go? ${gate.decides} decides`,
    shape: 'question',
  }));
  const ends: Node[] = [
    { id: 'back', label: 'Roll back this phase', shape: 'end' },
    { id: 'done', label: 'Done', shape: 'end' },
  ];
  return flowchart(phases.map(frameOf), [...gates, ...ends], arrowsOf(phases));
}

function frameOf({ stage, what, steps }: RunbookPhase): Frame {
  const nodes = steps.slice(0, MOST_STEPS).map(({ title }, index): Node => ({
    id: `${stage}${index}`,
    label: title,
    shape: 'step',
  }));
  const left = steps.length - nodes.length;
  const more: Node = { id: `${stage}More`, label: `and ${left} more`, shape: 'step' };
  const only: Node = { id: `${stage}What`, label: what, shape: 'step' };
  const shown = left > 0 ? [...nodes, more] : nodes;
  return { id: stage, label: STAGE_WORD[stage], nodes: shown.length === 0 ? [only] : shown };
}

function arrowsOf(phases: readonly RunbookPhase[]): Arrow[] {
  return phases.flatMap(({ stage }, index): Arrow[] => {
    const next = phases[index + 1]?.stage;
    if (next === undefined) return [{ from: stage, to: 'done', word: null }];
    return [
      { from: stage, to: `${stage}Gate`, word: null },
      { from: `${stage}Gate`, to: next, word: 'go' },
      { from: `${stage}Gate`, to: 'back', word: 'no' },
    ];
  });
}
