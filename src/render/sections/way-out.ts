import type { Code, RootContent } from 'mdast';
import type { WayOut } from '../../model/order.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import { flowchart, type Arrow, type Node } from '../diagrams/flowchart.ts';
import type { Section } from '../fit.ts';
import { details, list, paragraph, strong, type Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

const SUMMARY = 'When something goes wrong';

/** What to decide when something goes wrong, drawn and told; then told only; then left out. */
export function wayOutSection(project: ProjectPlan): Section {
  const way = project.wayOut;
  if (way === null) return { weight: 6, levels: [() => []] };
  const twin = list(linesOf(way));
  return {
    weight: 6,
    levels: [
      () => details(SUMMARY, [paragraph('Ask in this order.'), drawing(way), ...twin]),
      () => details(SUMMARY, [paragraph('Ask in this order.'), ...twin]),
      (): RootContent[] => [],
    ],
  };
}

function linesOf({ forks, last }: WayOut): Inline[][] {
  return [
    ...forks.map(({ question, answer, then }): Inline[] => [
      strong(...prose(question)),
      answer === 'yes' ? ' If so: ' : ' If not: ',
      ...prose(then),
    ]),
    [strong(forks.length === 0 ? 'Then:' : 'Otherwise:'), ' ', ...prose(last)],
  ];
}

function drawing({ forks, last }: WayOut): Code {
  const nodes = forks.flatMap(({ question, then }, index): Node[] => [
    { id: `ask${index}`, label: question, shape: 'question' },
    { id: `do${index}`, label: then, shape: 'end' },
  ]);
  const arrows = forks.flatMap(({ answer }, index): Arrow[] => [
    { from: `ask${index}`, to: `do${index}`, word: answer },
    {
      from: `ask${index}`,
      to: index + 1 === forks.length ? 'last' : `ask${index + 1}`,
      word: answer === 'yes' ? 'no' : 'yes',
    },
  ]);
  return flowchart([], [...nodes, { id: 'last', label: last, shape: 'end' }], arrows);
}
