import type { Element, Root, RootContent } from 'hast';
import type { RootContent as MarkdownContent } from 'mdast';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { withoutCodeMarks } from '../../lib/code.ts';
import type { Runbook } from '../../model/runbook.ts';
import { heading } from '../nodes.ts';
import { slugOf } from '../slug.ts';
import { visibleLine } from '../../lib/visible.ts';
import { chaptersOf, type Chapter } from './chapters.ts';
import { COPY_SCRIPT } from './page/copy-script.ts';
import { element, mapElements, textOf } from './page/elements.ts';
import { figureOrFence } from './page/figure.ts';
import { PAGE_STYLES } from './page/page-styles.ts';
import { contentPolicy } from './page/policy.ts';
import { cardTable } from './page/table.ts';
import { tickable } from './page/task.ts';
import { WHOLE } from './part.ts';
import { contentsNodes } from './sections/contents.ts';
import { topNodes } from './sections/top.ts';

// No raw HTML: all that is not a constructor's is text.
const toHast = unified()
  .use(remarkRehype, { handlers: { code: figureOrFence } })
  .freeze();
const writer = unified().use(rehypeStringify).freeze();

/** The runbook as one page that needs nothing else: pictures and styles inside, light and dark, for a phone and for paper. */
export function runbookHtml(runbook: Runbook): string {
  const chapters = chaptersOf(runbook);
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      element('html', { lang: 'en' }, [
        element('head', {}, headOf(runbook.title)),
        element('body', {}, [
          element('main', { id: 'top' }, [
            topOf(runbook),
            element(
              'nav',
              { id: 'contents', ariaLabel: 'Contents' },
              pageOf(contentsNodes(chapters.map(({ title }) => title))),
            ),
            ...chapters.map(sectionOf),
          ]),
          element('a', { className: ['up'], href: '#contents' }, [{ type: 'text', value: 'Contents' }]),
          element('script', {}, [{ type: 'text', value: COPY_SCRIPT }]),
        ]),
      ]),
    ],
  };
  return `${writer.stringify(page)}\n`;
}

function headOf(title: string): Element[] {
  const policy = contentPolicy({ style: PAGE_STYLES, script: COPY_SCRIPT });
  return [
    element('meta', { charSet: 'utf-8' }, []),
    element('meta', { httpEquiv: ['Content-Security-Policy'], content: policy }, []),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }, []),
    element('title', {}, [{ type: 'text', value: visibleLine(withoutCodeMarks(title)) }]),
    element('style', {}, [{ type: 'text', value: PAGE_STYLES }]),
  ];
}

function topOf(runbook: Runbook): Element {
  const isHeld = runbook.openQuestions.some(({ holds }) => holds !== null);
  return element('header', isHeld ? { className: ['held'] } : {}, pageOf(topNodes(runbook)));
}

function sectionOf({ title, id, nodes }: Chapter): Element {
  return element('section', { className: [`chapter-${id}`] }, pageOf([heading(2, title), ...nodes(WHOLE)]));
}

function pageOf(nodes: readonly MarkdownContent[]): RootContent[] {
  const root = toHast.runSync({ type: 'root', children: [...nodes] });
  return mapElements(root, changed).children;
}

function changed(each: Element): Element {
  switch (each.tagName) {
    case 'h2':
      return { ...each, properties: { ...each.properties, id: slugOf(textOf(each)) } };
    case 'table':
      return cardTable(each);
    case 'li':
      return tickable(each);
    default:
      return each;
  }
}
