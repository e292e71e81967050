import type { DecisionNode } from '../../../model/runbook.ts';
import type { Box } from './svg.ts';
import { textLines } from './text-lines.ts';

export const SIZE = 13;
export const LINE = 17;
export const PADDING = 9;
const MOST_LINES = 6;

/** A question or an action in its place. */
export interface Placed {
  readonly box: Box;
  readonly kind: 'question' | 'action';
  /** The answer that leads here. */
  readonly answer: readonly string[];
  readonly words: readonly string[];
  /** The box it comes from; null for the first. */
  readonly from: Box | null;
}

export interface Layout {
  readonly placed: readonly Placed[];
  readonly height: number;
}

interface Measured {
  readonly kind: Placed['kind'];
  readonly answer: readonly string[];
  readonly words: readonly string[];
  readonly height: number;
  readonly children: readonly Measured[];
}

/** How many answers lie between the first question and the last action. */
export function depthOf(node: DecisionNode): number {
  if ('action' in node) return 0;
  return 1 + Math.max(0, ...node.answers.map(({ then }) => depthOf(then)));
}

/** From left to right: a column for each answer that was given, every parent beside the middle of its children. */
export function inColumns(tree: DecisionNode, width: number): Layout {
  const columns = depthOf(tree) + 1;
  const across = { gap: 32, between: 10 };
  const column = (width - across.gap * (columns - 1)) / columns;
  const placed: Placed[] = [];
  const place = (
    node: Measured,
    { depth, top, height }: { depth: number; top: number; height: number },
    from: Box | null,
  ): void => {
    const box = {
      x: depth * (column + across.gap),
      y: top + (height - node.height) / 2,
      width: column,
      height: node.height,
    };
    placed.push({ ...node, box, from });
    const tall = heightOfAll(node, across.between);
    let next = top + (height - tall) / 2;
    for (const child of node.children) {
      const room = roomOf(child, across.between);
      place(child, { depth: depth + 1, top: next, height: room }, box);
      next += room + across.between;
    }
  };
  const measured = measure(tree, '', () => column, 0);
  const height = roomOf(measured, across.between);
  place(measured, { depth: 0, top: 0, height }, null);
  return { placed, height };
}

/** One beneath the other, each answer further to the right. */
export function indented(tree: DecisionNode, width: number): Layout {
  const step = 18;
  const between = 10;
  const placed: Placed[] = [];
  let top = 0;
  const widthAt = (depth: number): number => Math.max(width / 2, width - depth * step);
  const place = (node: Measured, depth: number, from: Box | null): void => {
    const box = { x: width - widthAt(depth), y: top, width: widthAt(depth), height: node.height };
    placed.push({ ...node, box, from });
    top += node.height + between;
    for (const child of node.children) place(child, depth + 1, box);
  };
  place(measure(tree, '', widthAt, 0), 0, null);
  return { placed, height: top - between };
}

function measure(
  node: DecisionNode,
  answer: string,
  widthAt: (depth: number) => number,
  depth: number,
): Measured {
  const room = { width: widthAt(depth) - 2 * PADDING, size: SIZE, most: MOST_LINES };
  const said = textLines(answer, { ...room, width: room.width * 0.9 });
  const words = textLines('action' in node ? node.action : node.question, room);
  const height = (said.length + words.length) * LINE + 2 * PADDING;
  if ('action' in node) return { kind: 'action', answer: said, words, height, children: [] };
  const children = node.answers.map((each) => measure(each.then, each.answer, widthAt, depth + 1));
  return { kind: 'question', answer: said, words, height, children };
}

function heightOfAll({ children }: Measured, between: number): number {
  if (children.length === 0) return 0;
  return children.reduce((sum, child) => sum + roomOf(child, between) + between, -between);
}

function roomOf(node: Measured, between: number): number {
  return Math.max(node.height, heightOfAll(node, between));
}
