import type { List, RootContent } from 'mdast';
import { wrap } from '../../terminal/columns.ts';
import type { Ink } from '../../terminal/ink.ts';
import { inkLead, wordsOf } from './inline-text.ts';
import { tableLines } from './table-lines.ts';

/** Blocks as lines of a terminal, with an empty line between two of them. Drawings are left to their text. */
export function blockLines(nodes: readonly RootContent[], ink: Ink): string[] {
  const blocks = nodes.map((node) => linesOf(node, ink)).filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function linesOf(node: RootContent, ink: Ink): string[] {
  switch (node.type) {
    case 'heading':
      return headingLines(wordsOf(node.children), node.depth, ink);
    case 'paragraph': {
      const lines = wrap(wordsOf(node.children), ink.width);
      return lines.map((line, index) => (index === 0 ? inkLead(line, node.children, ink) : line));
    }
    case 'list':
      return listLines(node, ink);
    case 'table':
      return tableLines(node, ink);
    case 'code':
      return node.lang === 'mermaid'
        ? []
        : node.value.split('\n').map((line) => (line === '' ? '' : `    ${ink.code(line)}`));
    default:
      return [];
  }
}

function headingLines(words: string, depth: number, ink: Ink): string[] {
  const lines = wrap(words, ink.width).map((line) => ink.strong(line));
  return depth > 2 ? lines : [...lines, ink.soft((depth === 1 ? '=' : '-').repeat(ink.width))];
}

function listLines({ ordered, children }: List, ink: Ink): string[] {
  return children.flatMap((item, index) => {
    const box = typeof item.checked !== 'boolean' ? '' : item.checked ? '[x] ' : '[ ] ';
    const mark = `${ordered === true ? `${index + 1}.` : '-'} ${box}`;
    const indent = ' '.repeat(mark.length);
    const inside = { ...ink, width: ink.width - mark.length };
    return item.children
      .flatMap((child) => linesOf(child, inside))
      .map((line, at) => (line === '' ? '' : `${at === 0 ? mark : indent}${line}`));
  });
}
