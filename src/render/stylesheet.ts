/** Styles of the HTML page. Nothing is fetched. */
export const STYLESHEET = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --wash: #f6f8fa; --paper: #ffffff; --accent: #0969da; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --wash: #151b23; --paper: #0d1117; --accent: #4493f8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h2 { margin: 0 0 1rem; padding-bottom: .4rem; font-size: 1.75rem; border-bottom: 3px solid var(--line); }
.go h2 { border-color: #1a7f37; } .hold h2 { border-color: #bf8700; } .no-go h2 { border-color: #cf222e; }
h3 { margin: 2rem 0 .5rem; font-size: 1.25rem; } h4 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
p { margin: .5rem 0; } ul { margin: .5rem 0; padding-left: 1.5rem; } li { margin: .25rem 0; }
a { color: var(--accent); }
code { padding: .15em .35em; border-radius: 6px; background: var(--wash); font: .85em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { padding: 1rem; border-radius: 6px; background: var(--wash); overflow: auto; } pre code { padding: 0; background: none; overflow-wrap: normal; }
table { display: block; width: 100%; margin: 1rem 0; border-collapse: collapse; overflow-x: auto; font-size: .9rem; }
th, td { padding: .4rem .75rem; border: 1px solid var(--line); text-align: left; vertical-align: top; } th { background: var(--wash); white-space: nowrap; }
td:first-child code { white-space: nowrap; } td code { overflow-wrap: normal; }
details { margin: 1rem 0; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: 6px; } summary { font-weight: 600; cursor: pointer; }
.contains-task-list { padding-left: .25rem; list-style: none; } .task-list-item input { margin-right: .5rem; }
@media print {
  :root { --ink: #000; --soft: #333; --line: #bbb; --wash: #f4f4f4; --paper: #fff; --accent: #000; }
  body { font-size: 11pt; } main { max-width: none; padding: 0; }
  details { border: 0; padding: 0; } details::details-content { content-visibility: visible; block-size: auto; }
  pre { white-space: pre-wrap; } h3, h4, summary { break-after: avoid; } tr, pre, li { break-inside: avoid; }
}
`;
