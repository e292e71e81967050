import { describe, expect, test } from '@jest/globals';
import { renderRunbook } from '../../../src/render/runbook/render-runbook.ts';
import { runbookComment } from '../../../src/render/runbook/runbook-markdown.ts';
import { htmlOf, liveText, nodesOf, tablesOf, treeOf } from '../markdown-tree.ts';
import { HOSTILE_WORDS } from './hostile-words.ts';
import { runbookWith } from './hostile-runbook.ts';
import { RENAME_COLUMN } from './rename-column.ts';

const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}]/u;
const ALIVE = /@\w|#\d|\bGH-\d|:\w+:|\$\S|:\/\/|\bwww\./i;

/** How many of each there are when nobody is hostile. */
const USUAL = treeOf(renderRunbook(RENAME_COLUMN, 'markdown'));

describe.each(HOSTILE_WORDS)('the word %j', (word) => {
  test('stays a word in Markdown', () => {
    const root = treeOf(renderRunbook(runbookWith(word), 'markdown'));
    expect(htmlOf(root)).toEqual([]);
    expect(liveText(root)).not.toMatch(ALIVE);
    expect(liveText(root)).not.toMatch(UNSEEN);
    const links = nodesOf(root).flatMap((node) => (node.type === 'link' ? [node.url] : []));
    expect(links).toHaveLength(9);
    expect(links.join()).not.toMatch(/:/);
    const kinds = new Set(nodesOf(root).map(({ type }) => type));
    for (const kind of ['image', 'linkReference', 'definition', 'footnoteReference', 'delete'] as const)
      expect(kinds).not.toContain(kind);
    expect(headings(root)).toEqual(headings(USUAL));
    for (const { children } of tablesOf(root))
      expect(new Set(children.map((row) => row.children.length)).size).toBe(1);
  });

  test('brings nothing into a comment but its own folds', () => {
    const html = htmlOf(treeOf(runbookComment(runbookWith(word))));
    const opened = html.filter((value) => /^<details>\n<summary>[\w. ]+<\/summary>$/.test(value));
    expect(opened).toHaveLength(9);
    expect(html.filter((value) => !opened.includes(value))).toEqual(opened.map(() => '</details>'));
  });

  test('brings no element and no attribute into the page', () => {
    const page = renderRunbook(runbookWith(word), 'html');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<style/g)).toHaveLength(1);
    expect(page).not.toMatch(/<(img|iframe|object|embed|link|base|form)|<[^>]+\son\w+=|<!--/i);
    const tags = [...page.matchAll(/<[a-z][^>]*>/gi)].join('');
    const urls = [...tags.matchAll(/\b(?:href|src|action)="([^"]*)"/g)].map(([, url]) => url);
    expect(urls.filter((url) => url?.startsWith('#') !== true)).toEqual([]);
    expect(page).not.toMatch(UNSEEN);
  });

  test('is shown by the terminal, not obeyed', () => {
    expect(renderRunbook(runbookWith(word), 'text')).not.toMatch(UNSEEN);
  });
});

function headings(root: ReturnType<typeof treeOf>): string[] {
  return nodesOf(root).flatMap((node) =>
    node.type === 'heading' && node.depth === 2 ? [liveText({ type: 'root', children: [node] })] : [],
  );
}
