import { STYLESHEET } from '../../stylesheet.ts';
import { PICTURE_STYLES } from './picture-styles.ts';
import { PRINT_STYLES } from './print-styles.ts';

/** Styles of a runbook's page, on top of those of every page of ours. */
const LAYOUT = `
html { scroll-behavior: smooth; }
main { max-width: 78rem; overflow-wrap: anywhere; } main > * { min-width: 0; }
h1 { margin: 0 0 1rem; font-size: 2rem; line-height: 1.2; }
h2 { margin: 3rem 0 1rem; scroll-margin-top: 1rem; } h3 { padding-top: .5rem; }
header > p { font-size: 1.1rem; } header > ul { padding: 1rem 1rem 1rem 2.25rem; border-left: 4px solid #1a7f37; border-radius: 6px; background: var(--wash); }
header.held > ul { border-color: #bf8700; }
header code, table code { background: none; padding: 0; }
nav { margin: 1.5rem 0; } nav ul { padding: 0; list-style: none; } nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
table { display: table; } td, th { min-width: 8.5em; overflow-wrap: anywhere; } [data-label="#"], .number { min-width: 2.8em; white-space: nowrap; } td code, td:first-child code { white-space: normal; overflow-wrap: anywhere; } th { white-space: normal; }
td > div > strong:first-child { display: inline; }
.script { position: relative; margin: .5rem 0 1.25rem; } .script pre { margin: 0; border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
.script pre code { overflow-wrap: anywhere; }
.script button { position: absolute; top: .5rem; right: .5rem; padding: .2rem .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: var(--ink); font: inherit; font-size: .8rem; cursor: pointer; }
.task-list-item label { display: flex; gap: .6rem; align-items: baseline; } .task-list-item label > * { min-width: 0; } .task-list-item input { flex: none; margin: 0; }
.task-list-item { padding: .2rem 0; }
ol > li { margin: .6rem 0; } ol > li > p:first-child { font-weight: 600; }
.up { display: none; }
@media (min-width: 75rem) {
  main { display: grid; grid-template-columns: 14rem minmax(0, 1fr); column-gap: 3rem; }
  main > * { grid-column: 2; } nav { position: sticky; top: 1.5rem; grid-column: 1; grid-row: 1 / span 20; align-self: start; margin: 0; font-size: .9rem; }
}
@media (max-width: 40rem) {
  main { padding: 1.25rem 1rem 5rem; } h1 { font-size: 1.5rem; } h2 { font-size: 1.35rem; }
  nav li { margin: 0; } nav a { display: block; padding: .45rem 0; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; } tr { margin: 0 0 .75rem; border: 1px solid var(--line); border-radius: 6px; }
  td { display: grid; min-width: 0; grid-template-columns: 7rem minmax(0, 1fr); gap: .75rem; border: 0; border-bottom: 1px solid var(--line); } td:last-child { border-bottom: 0; }
  td:not(:has(> div:not(:empty))) { display: none; }
  td::before { content: attr(data-label); color: var(--soft); font-weight: 600; }
  .up { display: block; position: fixed; right: 1rem; bottom: 1rem; padding: .5rem .9rem; border: 1px solid var(--line); border-radius: 999px; background: var(--paper); text-decoration: none; }
}
`;

export const PAGE_STYLES = `${STYLESHEET}${LAYOUT}${PICTURE_STYLES}${PRINT_STYLES}`;
