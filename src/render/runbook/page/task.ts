import type { Element } from 'hast';
import { element } from './elements.ts';

/** An item of a task list that can be ticked, on the screen and on paper; what is proved stays ticked. */
export function tickable(item: Element): Element {
  const { className } = item.properties;
  if (!Array.isArray(className) || !className.includes('task-list-item')) return item;
  const [box, ...words] = item.children.map(openBox);
  // The words are one thing beside the box, whatever code is among them.
  return {
    ...item,
    children: [element('label', {}, [...(box === undefined ? [] : [box]), element('span', {}, words)])],
  };
}

function openBox<Node extends Element['children'][number]>(node: Node): Node | Element {
  if (node.type !== 'element' || node.tagName !== 'input') return node;
  const { checked, ...properties } = node.properties;
  return checked === true ? node : { ...node, properties: { ...properties, disabled: false } };
}
