import type { RootContent } from 'mdast';
import { link, list, strong, paragraph } from '../../nodes.ts';
import { slugOf } from '../../slug.ts';

/** Links to the chapters, by the anchors that GitHub gives their headings. */
export function contentsNodes(titles: readonly string[]): RootContent[] {
  if (titles.length === 0) return [];
  return [paragraph(strong('Contents')), ...list(titles.map((title) => [link(`#${slugOf(title)}`, title)]))];
}
