import type { Finding, Severity } from '../../model/finding.ts';
import { visibleLine, visibleLines } from '../visible.ts';
import { wrap } from './columns.ts';
import type { Ink } from './ink.ts';

const SEVERITIES: readonly Severity[] = ['block', 'warn', 'note'];
const LONGEST_FIX = 30;

/** Findings with their place, what is wrong and the SQL of the safe way; weightiest first. */
export function findingLines(findings: readonly Finding[], ink: Ink): string[] {
  return SEVERITIES.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity).flatMap((finding) => linesOf(finding, ink)),
  );
}

function linesOf({ severity, rule, path, line, message, remedy }: Finding, ink: Ink): string[] {
  return [
    `${ink.severity[severity](severity.padEnd(5))}  ${ink.strong(visibleLine(`${path}:${line}`))}  ${ink.soft(rule)}`,
    ...indented(wrap(visibleLine(message), ink.width - 7)),
    ...(remedy === null ? [] : indented(wrap(visibleLine(`Instead: ${remedy.text}`), ink.width - 7))),
    ...(remedy === null ? [] : fixLines(remedy.sql, ink)),
    '',
  ];
}

function fixLines(sql: readonly string[], ink: Ink): string[] {
  const lines = sql.flatMap((statement) =>
    visibleLines(`${statement.trimEnd().replace(/;$/, '')};`).split('\n'),
  );
  const shown = lines.slice(0, LONGEST_FIX).map((line) => `         ${ink.code(line)}`);
  return lines.length > LONGEST_FIX
    ? [...shown, ink.soft(`         ${lines.length - LONGEST_FIX} more lines`)]
    : shown;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `       ${line}`);
}
