import type { RootContent } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';

const writer = remark()
  .use(remarkGfm, { tablePipeAlign: false })
  .use({
    settings: {
      bullet: '-',
      rule: '-',
      emphasis: '_',
      fences: true,
      listItemIndent: 'one',
      resourceLink: true,
    },
  })
  .freeze();

/** The only place where a tree becomes Markdown. Without a line break at the end. */
export function toMarkdown(children: readonly RootContent[]): string {
  return writer.stringify({ type: 'root', children: [...children] }).trimEnd();
}
