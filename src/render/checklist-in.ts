import type { ListItem, Root, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';

/** A box of the checklist as somebody left it. */
export interface TickedBox {
  readonly item: string;
  readonly digest: string;
  readonly ticked: boolean;
}

const reader = remark().use(remarkGfm).freeze();
/** The plan is long, and holds no boxes of ours. */
const PLAN = /<!-- plan:([0-9a-f]{16}) -->\n[^]*\n<!-- \/plan:\1 -->/;
const ITEM = /^<!-- item:([a-z-]{1,60}):([0-9a-f]{16}) -->$/;

/** The boxes of a comment of ours, in whatever order they stand now; of two boxes for one item the first one counts. */
export function checklistIn(comment: string): TickedBox[] {
  const boxes = new Map<string, TickedBox>();
  for (const item of listItems(reader.parse(comment.replace(/\r\n?/g, '\n').replace(PLAN, '')))) {
    const box = boxOf(item);
    if (box !== null && !boxes.has(box.item)) boxes.set(box.item, box);
  }
  return [...boxes.values()];
}

function* listItems(node: Root | RootContent): Generator<ListItem> {
  if (node.type === 'listItem') yield node;
  if (!('children' in node)) return;
  for (const child of node.children) yield* listItems(child);
}

function boxOf({ checked, children }: ListItem): TickedBox | null {
  const [first] = children;
  if (typeof checked !== 'boolean' || first?.type !== 'paragraph') return null;
  const marks = first.children.flatMap((child) => (child.type === 'html' ? [ITEM.exec(child.value)] : []));
  const [, item, digest] = marks.find((mark) => mark !== null) ?? [];
  return item === undefined || digest === undefined ? null : { item, digest, ticked: checked };
}
