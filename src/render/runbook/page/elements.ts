import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';

/** An element of the page; a document type stands elsewhere. */
export function element(
  tagName: string,
  properties: Element['properties'],
  children: readonly RootContent[],
): Element {
  return { type: 'element', tagName, properties, children: children.filter(isContent) };
}

/** The tree with every element handed over, the innermost first. */
export function mapElements(root: Root, change: (element: Element) => Element): Root {
  const mapped = <Node extends RootContent>(node: Node): Node | Element =>
    node.type === 'element' ? change({ ...node, children: node.children.map(mapped) }) : node;
  return { ...root, children: root.children.map(mapped) };
}

/** All that is written in it. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function isContent(node: RootContent): node is ElementContent {
  return node.type !== 'doctype';
}
