import { countOf } from '../../lib/count-of.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import { findingGroups } from '../finding-groups.ts';
import type { FindingGroup } from '../finding-groups.ts';
import { proofOf, type GroupRemedy } from '../group-remedies.ts';
import { clip, visibleLine, visibleLines } from '../visible.ts';
import { wrap } from './columns.ts';
import type { Ink } from './ink.ts';
import { plain } from './plain.ts';

const LONGEST_FIX = 30;
const SHORTEST = 20;
const INDENT = '       ';

/** Findings by the statement they are about, each once, then what to do instead; gravest first. */
export function findingLines(project: ProjectPlan, ink: Ink): string[] {
  const groups = findingGroups(project);
  return groups.flatMap((group, index) => [
    ...groupLines(group, groups[index - 1]?.file === group.file && group.line !== null, ink),
    '',
  ]);
}

function groupLines(group: FindingGroup, isSameFile: boolean, ink: Ink): string[] {
  const { severity, findings, remedies } = group;
  const place = isSameFile ? `line ${group.line ?? ''}` : placeOf(group);
  const room = Math.max(SHORTEST, ink.width - INDENT.length - place.length - 2);
  const statement = group.summary === null ? '' : `  ${ink.soft(clip(group.summary, room))}`;
  return [
    `${ink.severity[severity](severity.padEnd(5))}  ${ink.strong(place)}${statement}`,
    ...findings.flatMap(({ message, rule }) => bullet(plain(message), rule, ink)),
    ...remedies.flatMap((remedy, index) => remedyLines(remedy, index === 0 ? 'Instead' : 'Also', ink)),
  ];
}

function placeOf({ file, line }: FindingGroup): string {
  return visibleLine(line === null ? file : `${file}:${line}`);
}

/** The message, then the rule's name softly where it ends. */
function bullet(message: string, rule: string, ink: Ink): string[] {
  const lines = wrap(`${message} [${rule}]`, ink.width - INDENT.length - 2);
  return lines.map(
    (line, index) =>
      `${INDENT}${index === 0 ? '- ' : '  '}${line.replace(`[${rule}]`, ink.soft(`[${rule}]`))}`,
  );
}

function remedyLines(remedy: GroupRemedy, lead: string, ink: Ink): string[] {
  const { text, sql } = remedy;
  const told = [`${lead}: ${plain(text)}`, proofOf(remedy) ?? ''].join(' ').trimEnd();
  const words = wrap(told, ink.width - INDENT.length);
  return [...words.map((line) => INDENT + line), ...fixLines(sql, ink)];
}

function fixLines(sql: readonly string[], ink: Ink): string[] {
  const lines = sql.flatMap((statement) =>
    visibleLines(`${statement.trimEnd().replace(/;$/, '')};`).split('\n'),
  );
  const shown = lines.slice(0, LONGEST_FIX).map((line) => `${INDENT}  ${ink.code(line)}`);
  return lines.length > LONGEST_FIX
    ? [...shown, ink.soft(`${INDENT}  ${countOf(lines.length - LONGEST_FIX, 'more line')}`)]
    : shown;
}
