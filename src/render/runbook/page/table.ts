import type { Element, ElementContent } from 'hast';
import { element, textOf } from './elements.ts';

/**
 * A table that a narrow window shows as cards: each cell carries the title of its column, and the roles that a table
 * loses when it is laid out as blocks.
 */
export function cardTable(table: Element): Element {
  const rows = elementsOf(table).flatMap(elementsOf);
  const titles = elementsOf(rows[0]).map(textOf);
  const cell = (each: Element, index: number): Element => ({
    ...each,
    properties: { ...each.properties, role: 'cell', dataLabel: titles[index] ?? '' },
    children: [element('div', {}, each.children.map(breakable))],
  });
  const row = (each: Element, isHeader: boolean): Element =>
    element('tr', { role: 'row' }, elementsOf(each).map(isHeader ? headerCell : cell));
  const [header, ...body] = rows;
  return element('table', { role: 'table' }, [
    element('thead', { role: 'rowgroup' }, header === undefined ? [] : [row(header, true)]),
    element(
      'tbody',
      { role: 'rowgroup' },
      body.map((each) => row(each, false)),
    ),
  ]);
}

/** Names in narrow columns break after their marks, not in the middle of a word. */
function breakable(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node;
  if (node.tagName !== 'code') return { ...node, children: node.children.map(breakable) };
  const parts = textOf(node).split(/(?<=\w[._/:])(?=\w)/);
  const children = parts.flatMap((value, index): ElementContent[] => [
    ...(index === 0 ? [] : [element('wbr', {}, [])]),
    { type: 'text', value },
  ]);
  return { ...node, children };
}

function headerCell(cell: Element): Element {
  const about = textOf(cell) === '#' ? { className: ['number'] } : {};
  return { ...cell, properties: { ...cell.properties, ...about, role: 'columnheader', scope: 'col' } };
}

function elementsOf(parent: Element | undefined): Element[] {
  return (parent?.children ?? []).filter((child): child is Element => child.type === 'element');
}
