import type { Code, RootContent } from 'mdast';
import type { DecisionNode } from '../../../model/runbook.ts';
import { flowchart, type Arrow, type Node } from '../../diagrams/flowchart.ts';
import { branches, strong, type Branch, type Inline } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import type { Detail } from '../part.ts';
import { drawn } from '../pictures/drawn.ts';
import { treePictures } from '../pictures/tree-picture.ts';

/** More than a picture can show at a glance. */
const MOST_DRAWN = 30;

/** What to decide when something is wrong, drawn and told. */
export function decisionNodes(tree: DecisionNode, { drawings }: Detail): RootContent[] {
  const twin = branches([branchOf(tree, [])], { ordered: false });
  const { nodes, arrows } = graphOf(tree, 'n');
  if (!drawings || nodes.length < 2 || nodes.length > MOST_DRAWN) return twin;
  return [drawing(nodes, arrows, tree), ...twin];
}

function drawing(nodes: readonly Node[], arrows: readonly Arrow[], tree: DecisionNode): Code {
  return drawn(flowchart([], nodes, arrows), () => treePictures(tree));
}

function branchOf(node: DecisionNode, lead: readonly Inline[]): Branch {
  if ('action' in node) return { line: [...lead, ...prose(node.action)], below: [] };
  const below = node.answers.map(({ answer, then }) => branchOf(then, [strong(...prose(answer)), ': ']));
  return { line: [...lead, ...prose(node.question)], below: branches(below, { ordered: false }) };
}

function graphOf(node: DecisionNode, id: string): { nodes: Node[]; arrows: Arrow[] } {
  if ('action' in node) return { nodes: [{ id, label: node.action, shape: 'end' }], arrows: [] };
  const below = node.answers.map(({ answer, then }, index) => {
    const child = `${id}${index}`;
    return { ...graphOf(then, child), arrow: { from: id, to: child, word: answer } };
  });
  return {
    nodes: [{ id, label: node.question, shape: 'question' }, ...below.flatMap(({ nodes }) => nodes)],
    arrows: below.flatMap(({ arrow, arrows }) => [arrow, ...arrows]),
  };
}
