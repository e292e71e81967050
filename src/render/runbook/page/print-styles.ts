/** On A4 and on Letter: black on white, nothing cut that fits on a page, page numbers where the browser writes them. */
export const PRINT_STYLES = `
@page { margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #555; } }
@media print {
  :root { color-scheme: light; --preparation: #818b98; --expand: #2da44e; --migrate: #218bff; --switch: #8250df; --bake: #d4a72c; --contract: #cf222e; --action: #eef6fd; }
  html { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10pt; line-height: 1.4; } main { display: block; max-width: none; padding: 0; } h1 { font-size: 20pt; } h2 { margin: 1.75rem 0 .75rem; font-size: 15pt; } h3 { margin-top: 1.25rem; font-size: 12pt; } h4 { font-size: 10pt; }
  h1, h2, h3, h4 { break-after: avoid; break-inside: avoid; } nav a { color: inherit; } nav ul { columns: 2; } .up, .script button { display: none; }
  table { font-size: 8.5pt; } table, figure, .script, .task-list-item { break-inside: avoid; } table:has(tr:nth-child(7)), .script.long, .script.long pre { break-inside: auto; } .script pre { -webkit-box-decoration-break: clone; box-decoration-break: clone; } thead { display: table-header-group; } th, td { padding: .3rem .5rem; }
  pre { font-size: 8.5pt; padding: .6rem; } ul:has(+ .script), ul:has(+ .script) > li { break-inside: avoid; break-after: avoid; } p:has(+ ul), p:has(+ table), h3 + p { break-after: avoid; } p, li { orphans: 3; widows: 3; }
  .chapter-rollback { break-before: page; }
  svg.wide { display: block; max-height: 220mm; } svg.narrow { display: none; }
}
`;
