import { countOf } from '../lib/count-of.ts';
import { pathWithin } from '../model/place.ts';
import type { Plan, ProjectPlan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Verdict } from '../model/verdict.ts';
import { DIALECT_NAME } from '../model/project.ts';
import { migrationRows } from './project-view.ts';
import { wrap } from './terminal/columns.ts';
import { backfillLines } from './terminal/backfill-lines.ts';
import { allowedLines } from './terminal/allowed-lines.ts';
import { findingLines } from './terminal/finding-lines.ts';
import { impactLines } from './terminal/impact-lines.ts';
import { inkFor } from './terminal/ink.ts';
import type { Ink } from './terminal/ink.ts';
import { plain } from './terminal/plain.ts';
import { rollbackLines } from './terminal/rollback-lines.ts';
import { statementLines } from './terminal/statement-lines.ts';
import { lackingWords, standInWords } from './stand-in-words.ts';
import { visibleLine } from './visible.ts';
import { VERDICT_WORD } from './words.ts';

const MOST_REASONS = 3;

/** The plan for a terminal: verdict, statements, findings, rollback, next step. Ends with a line break. */
export function renderText(
  plan: Plan,
  verdict: Verdict,
  look: { readonly color: boolean; readonly width: number },
): string {
  const ink = inkFor(look);
  const blocks = [
    verdictLines(verdict, ink),
    plan.notices.flatMap(({ text, about }) =>
      wrap(plain(`${about === undefined ? 'Not reviewed' : 'Configuration'}: ${text}`), ink.width),
    ),
    ...plan.projects.flatMap((project) => projectBlocks(project, verdict, ink)),
    nextLines(verdict, ink),
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n').trimEnd()).join('\n\n')}\n`;
}

function nextLines({ next }: Verdict, ink: Ink): string[] {
  return wrap(`Next: ${plain(next)}`, ink.width).map((line) => line.replace(/^Next:/, ink.strong));
}

function verdictLines({ folder, outcome, reasons }: Verdict, ink: Ink): string[] {
  const shown = reasons.slice(0, MOST_REASONS).flatMap((reason) => reasonLines(reason, folder, ink));
  const left = reasons.length - MOST_REASONS;
  const note = left > 0 ? [ink.soft(`  and ${countOf(left, 'more reason')}`)] : [];
  return [ink.outcome[outcome](VERDICT_WORD[outcome]), ...shown, ...note];
}

function reasonLines({ text, path, line }: Reason, folder: string, ink: Ink): string[] {
  const file = path === null ? '' : pathWithin(folder, path);
  const place = path === null ? '' : ` (${visibleLine(line === null ? file : `${file}:${line}`)})`;
  const lines = wrap(`${plain(text)}${place}`, ink.width - 4);
  return lines.map((words, index) => `${index === 0 ? '  - ' : '    '}${words}`);
}

function projectBlocks(project: ProjectPlan, verdict: Verdict, ink: Ink): string[][] {
  const { rehearsal, checklist } = project;
  const { project: folder, engine } = rehearsal;
  const engineWords = engine === null ? 'no engine ran' : `${engine.name} ${engine.version}`;
  const open = checklist.filter(({ state }) => state === 'open').length;
  return [
    [
      `${ink.strong(visibleLine(folder.path))}  ${ink.soft(`${DIALECT_NAME[folder.dialect]}, ${engineWords}`)}`,
    ],
    statementLines(migrationRows(project), ink),
    findingLines(project, ink),
    allowedLines(project, ink),
    impactLines(project, ink),
    rollbackLines(rehearsal, ink),
    backfillLines(project, ink),
    baseLines(rehearsal, ink),
    unknownLines(project, verdict, ink),
    checklist.length === 0
      ? []
      : [
          ink.soft(
            `Readiness: ${checklist.length - open} of ${checklist.length} settled by the machine, ${open} open for people`,
          ),
        ],
  ];
}

/** What the base was helped with. */
function baseLines({ base }: ProjectPlan['rehearsal'], ink: Ink): string[] {
  return [standInWords(base), lackingWords(base)].flatMap((words) =>
    words === null ? [] : wrap(plain(`Note: ${words}.`), ink.width),
  );
}

/** Unknowns that the reasons on top do not tell already. */
function unknownLines({ unknowns }: ProjectPlan, { reasons }: Verdict, ink: Ink): string[] {
  const told = reasons.slice(0, MOST_REASONS);
  const left = unknowns.filter(({ what, path, line }) =>
    told.every((reason) => reason.path !== path || reason.line !== line || !reason.text.startsWith(what)),
  );
  const lines = left
    .slice(0, MOST_REASONS)
    .flatMap(({ what, because }) => wrap(plain(`Unknown: ${what}. ${because}`), ink.width));
  const more = left.length - MOST_REASONS;
  return more > 0 ? [...lines, ink.soft(countOf(more, 'more unknown'))] : lines;
}
