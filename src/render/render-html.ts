import type { Element, Root, RootContent } from 'hast';
import type { Root as MarkdownRoot } from 'mdast';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Plan } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import { documentSections } from './render-markdown.ts';
import { STYLESHEET } from './stylesheet.ts';
import { VERDICT_WORD } from './words.ts';

const toHast = unified().use(remarkRehype, { allowDangerousHtml: true }).freeze();
// The only raw HTML in the tree is our own: folds and comments.
const writer = unified().use(rehypeStringify, { allowDangerousHtml: true }).freeze();

/** The plan as one page that needs nothing else: styles inside, light and dark, and whole on paper. */
export function renderHtml(plan: Plan, verdict: Verdict): string {
  const nodes = documentSections(plan, verdict).flatMap(({ levels }) => levels[0]?.() ?? []);
  // Nothing draws diagrams here; what they show is told beneath each.
  const children = nodes.filter((node) => !(node.type === 'code' && node.lang === 'mermaid'));
  const markdown: MarkdownRoot = { type: 'root', children };
  const body = toHast.runSync(markdown);
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      element('html', { lang: 'en' }, [
        element('head', {}, headOf(VERDICT_WORD[verdict.outcome])),
        element('body', { className: [verdict.outcome] }, [element('main', {}, body.children.map(unfolded))]),
      ]),
    ],
  };
  return `${writer.stringify(page)}\n`;
}

function headOf(word: string): Element[] {
  return [
    element('meta', { charSet: 'utf-8' }, []),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }, []),
    element('title', {}, [{ type: 'text', value: `Holdpoint: ${word}` }]),
    element('style', {}, [{ type: 'text', value: STYLESHEET }]),
  ];
}

/** A page has room: what a comment folds stands open. */
function unfolded(node: RootContent): RootContent {
  if (node.type !== 'raw') return node;
  return { ...node, value: node.value.replace(/^<details>/, '<details open>') };
}

function element(tagName: string, properties: Element['properties'], children: RootContent[]): Element {
  return {
    type: 'element',
    tagName,
    properties,
    children: children.filter((child) => child.type !== 'doctype'),
  };
}
