import type { PhrasingContent } from 'mdast';
import type { Ink } from '../../terminal/ink.ts';

/** Words of a paragraph or a cell, without color. */
export function wordsOf(nodes: readonly PhrasingContent[]): string {
  return nodes.map(wordOf).join('').replace(/\s+/gu, ' ').trim();
}

function wordOf(node: PhrasingContent): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'break') return ' ';
  return 'children' in node ? node.children.map(wordOf).join('') : '';
}

/** What stands first in bold, so that it can be inked after the words were wrapped. */
export function inkLead(line: string, nodes: readonly PhrasingContent[], ink: Ink): string {
  const [first] = nodes;
  if (first?.type !== 'strong') return line;
  const lead = wordsOf(first.children);
  return lead !== '' && line.startsWith(lead) ? ink.strong(lead) + line.slice(lead.length) : line;
}
