import type { Html, Nodes, Root, Table } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Markdown as GitHub's grammar reads it. */
export function treeOf(markdown: string): Root {
  return parser.parse(markdown);
}

/** Every node of the tree, in reading order. */
export function nodesOf(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])];
}

export function htmlOf(root: Root): string[] {
  return nodesOf(root)
    .filter((node): node is Html => node.type === 'html')
    .map(({ value }) => value);
}

export function tablesOf(root: Root): Table[] {
  return nodesOf(root).filter((node): node is Table => node.type === 'table');
}

/** Everything that GitHub would read as prose: text outside of code. */
export function liveText(root: Root): string {
  return nodesOf(root)
    .map((node) => (node.type === 'text' ? node.value : ''))
    .join('\n');
}
