import type { Code, RootContent } from 'mdast';
import { code } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import type { PhaseStep } from '../../model/order.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import { flowchart, type Arrow, type Frame, type Node } from '../diagrams/flowchart.ts';
import type { Section } from '../fit.ts';
import { details, list, name, paragraph, strong, type Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

const MOST_DRAWN = 7;
const MOST_TOLD = 12;

/** The order in which the statements hurt nobody, drawn and told; then told only; then left out. */
export function phasesSection(project: ProjectPlan): Section {
  const steps = project.order;
  if (steps.length === 0) return { weight: 5, levels: [() => []] };
  const summary = `Phases: ${steps.map(({ phase }) => phase).join(' → ')}`;
  const lead = paragraph('In this order, each a deployment of its own, the code that runs keeps running.');
  const twin = list(steps.flatMap(linesOf));
  return {
    weight: 5,
    levels: [
      () => details(summary, [lead, drawing(steps), ...twin]),
      () => details(summary, [lead, ...twin]),
      (): RootContent[] => [],
    ],
  };
}

function linesOf({ phase, statements, deployedBefore }: PhaseStep): Inline[][] {
  const shown = statements
    .slice(0, MOST_TOLD)
    .flatMap(({ place, summary }, index): Inline[] => [
      index === 0 ? ' ' : ', ',
      name(summary),
      ' (',
      ...prose(place),
      ')',
    ]);
  const left = statements.length - MOST_TOLD;
  const deploy: Inline[][] =
    deployedBefore === null ? [] : [[strong('Deploy:'), ' ', ...prose(deployedBefore)]];
  return [
    ...deploy,
    [
      strong(`${titleOf(phase)}:`),
      ...shown,
      ...(left > 0 ? [` and ${countOf(left, 'more statement')}`] : []),
    ],
  ];
}

/** Phases as frames, with what must be deployed between them. */
function drawing(steps: readonly PhaseStep[]): Code {
  const frames = steps.map(({ phase, statements }): Frame => {
    const nodes = statements.slice(0, MOST_DRAWN).map(({ place, summary }, index): Node => ({
      id: `${phase}${index}`,
      label: `${place}: ${code(summary)}`,
      shape: 'step',
    }));
    const left = statements.length - nodes.length;
    const more: Node = { id: `${phase}More`, label: `and ${left} more`, shape: 'step' };
    return { id: phase, label: titleOf(phase), nodes: left > 0 ? [...nodes, more] : nodes };
  });
  const deployments = steps.flatMap(({ phase, deployedBefore }): Node[] =>
    deployedBefore === null ? [] : [{ id: `${phase}Code`, label: `Deploy: ${deployedBefore}`, shape: 'end' }],
  );
  return flowchart(frames, deployments, arrowsOf(steps));
}

function arrowsOf(steps: readonly PhaseStep[]): Arrow[] {
  const stations = steps.flatMap(({ phase, deployedBefore }) =>
    deployedBefore === null ? [phase] : [`${phase}Code`, phase],
  );
  return stations.slice(1).map((to, index) => ({ from: stations[index] ?? to, to, word: null }));
}

function titleOf(phase: PhaseStep['phase']): string {
  return { expand: 'Expand', migrate: 'Migrate', contract: 'Contract' }[phase];
}
