import { RULES } from '../rules/index.ts';

/** Every rule in a table for a terminal: id, severity, title. */
export function listRules(): string {
  const rows = [
    ['RULE', 'SEVERITY', 'HAZARD'],
    ...RULES.map(({ id, severity, title }) => [id, severity, title]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n\nholdpoint explain <rule> shows the page of one.\n`;
}
