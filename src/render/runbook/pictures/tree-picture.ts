import type { Element, ElementContent } from 'hast';
import type { DecisionNode } from '../../../model/runbook.ts';
import { lettering, path, rectangle, rounded, svg, type Box, type Picture } from './svg.ts';
import {
  depthOf,
  inColumns,
  indented,
  LINE,
  PADDING,
  SIZE,
  type Layout,
  type Placed,
} from './tree-layout.ts';

const WIDE = 800;
const NARROW = 340;
/** More columns than this would be too thin to read. */
const MOST_COLUMNS = 4;
/** Room for the strokes at the edges. */
const EDGE = 1;

/** The decisions as boxes, for a wide window and for a narrow one. */
export function treePictures(tree: DecisionNode): Element[] {
  const wide = depthOf(tree) < MOST_COLUMNS ? inColumns(tree, WIDE) : indented(tree, WIDE);
  return [pictureOf(tree, wide, 'wide'), pictureOf(tree, indented(tree, NARROW), 'narrow')];
}

function pictureOf(tree: DecisionNode, { placed, height }: Layout, window: Picture['window']): Element {
  const first = 'action' in tree ? tree.action : tree.question;
  const picture: Picture = {
    id: `decisions-${window}`,
    title: 'Decision tree',
    description: `${first} ${placed.length} boxes lead from the question to what to do. The list below says the same.`,
    width: (window === 'wide' ? WIDE : NARROW) + 2 * EDGE,
    height: Math.ceil(height) + 2 * EDGE,
    window,
  };
  const moved = placed.map(inside);
  return svg(picture, [...moved.flatMap(edgeOf), ...moved.flatMap(boxShapes)]);
}

function inside(placed: Placed): Placed {
  const moved = (box: Box): Box => ({ ...box, x: box.x + EDGE, y: box.y + EDGE });
  return { ...placed, box: moved(placed.box), from: placed.from === null ? null : moved(placed.from) };
}

/** From the side of the parent where the child lies in a column of its own, else from below. */
function edgeOf({ box, from }: Placed): ElementContent[] {
  if (from === null) return [];
  const middle = rounded(box.y + box.height / 2);
  const [begin, left] = [rounded(from.x + from.width), rounded(box.x)];
  if (left > begin) {
    const bend = rounded((begin + left) / 2);
    return [path(`M${begin} ${rounded(from.y + from.height / 2)}H${bend}V${middle}H${left}`, 'edge')];
  }
  return [path(`M${rounded(from.x + 9)} ${rounded(from.y + from.height)}V${middle}H${left}`, 'edge')];
}

function boxShapes({ box, kind, answer, words }: Placed): ElementContent[] {
  const lines = [
    ...answer.map((value) => ({ value, className: 'answer' })),
    ...words.map((value) => ({ value, className: 'words' })),
  ];
  return [
    rectangle(box, kind, kind === 'question' ? 4 : 12),
    ...lines.map(({ value, className }, index) =>
      lettering(value, { x: box.x + PADDING, y: box.y + PADDING + SIZE - 1 + index * LINE, className }),
    ),
  ];
}
