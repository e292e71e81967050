import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const toHtml = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze();

/** What of GitHub's style sheet decides how wide things are, and enough of the rest to look at. */
const STYLES = `
:root { --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --wash: #f6f8fa; --paper: #fff; --code: #818b981f; --accent: #0969da; }
[data-theme="dark"] { color-scheme: dark; --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --wash: #151b23; --paper: #0d1117; --code: #656c7633; --accent: #4493f8; }
* { box-sizing: border-box; }
body { margin: 0; padding: 16px; background: var(--paper); color: var(--ink); font: 14px/1.5 "Noto Sans", Arial, sans-serif; }
.comment { max-width: 920px; margin: 0 auto; border: 1px solid var(--line); border-radius: 6px; }
.author { padding: 8px 16px; border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0; background: var(--wash); color: var(--soft); }
.author b { color: var(--ink); }
.markdown-body { padding: 16px; word-wrap: break-word; }
.markdown-body > :first-child { margin-top: 0; } .markdown-body > :last-child { margin-bottom: 0; }
h2, h3, h4 { margin: 24px 0 16px; line-height: 1.25; } h2 { padding-bottom: .3em; border-bottom: 1px solid var(--line); font-size: 1.5em; }
h3 { font-size: 1.25em; } h4 { font-size: 1em; } p, ul, details, table, pre { margin: 0 0 16px; }
ul { padding-left: 2em; } li + li { margin-top: .25em; } a { color: var(--accent); text-decoration: none; }
blockquote { margin: 0 0 16px; padding: 0 1em; border-left: .25em solid var(--line); color: var(--soft); }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-spacing: 0; border-collapse: collapse; }
th, td { padding: 6px 13px; border: 1px solid var(--line); } tr:nth-child(2n) { background: var(--wash); }
code { padding: .2em .4em; border-radius: 6px; background: var(--code); font: 85% "DejaVu Sans Mono", monospace; white-space: break-spaces; }
pre { padding: 16px; overflow: auto; border-radius: 6px; background: var(--wash); line-height: 1.45; }
pre code { padding: 0; background: none; white-space: pre; } summary { cursor: pointer; }
.contains-task-list { list-style: none; padding-left: 1.5em; }
.diagram { margin: 0 0 16px; padding: 16px; border-radius: 6px; background: var(--wash); text-align: center; } .diagram svg { max-width: 100%; }
`;

/** The comment as GitHub shows it: its grammar, its widths, on a page of its own. */
export function commentPage(markdown: string, theme: 'light' | 'dark' = 'light'): string {
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Comment</title>
<style>${STYLES}</style></head>
<body><div class="comment"><div class="author"><b>github-actions</b> bot commented</div>
<article class="markdown-body">${toHtml.processSync(markdown).toString()}</article></div></body>
</html>`;
}
