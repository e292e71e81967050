import type { Runbook } from '../../model/runbook.ts';
import { fit, type Section } from '../fit.ts';
import { toMarkdown } from '../markdown.ts';
import { details, heading, paragraph } from '../nodes.ts';
import { chaptersOf, type Chapter } from './chapters.ts';
import { DETAILS, WHOLE } from './part.ts';
import { contentsNodes } from './sections/contents.ts';
import { topNodes } from './sections/top.ts';

/** Below the 65,536 characters that GitHub takes in an issue or a comment, however they are counted. */
const COMMENT_BUDGET = 60_000;
/** Chapters that are never left out. */
const KEPT = 90;

/** The runbook as a file: whole, with links to its chapters. */
export function runbookMarkdown(runbook: Runbook): string {
  const chapters = chaptersOf(runbook);
  const nodes = [
    ...topNodes(runbook),
    ...contentsNodes(chapters.map(({ title }) => title)),
    ...chapters.flatMap(({ title, nodes: nodesOf }) => [heading(2, title), ...nodesOf(WHOLE)]),
  ];
  return `${toMarkdown(nodes)}\n`;
}

/** The runbook as the text of an issue or a comment: chapters folded, and shorter where it would be too long. */
export function runbookComment(runbook: Runbook, reserved = 0): string {
  const sections = [
    { weight: 100, levels: [() => topNodes(runbook)] },
    ...chaptersOf(runbook).map(sectionOf),
  ];
  const note = toMarkdown([
    paragraph('Shortened to what GitHub can hold; the file of this runbook has everything.'),
  ]);
  const fitted = fit(sections, COMMENT_BUDGET - reserved - Buffer.byteLength(note) - 3);
  return fitted.shortened ? `${fitted.markdown}\n\n${note}\n` : `${fitted.markdown}\n`;
}

function sectionOf({ title, weight, nodes }: Chapter): Section {
  const levels = DETAILS.map((detail) => () => details(title, nodes(detail)));
  return { weight, levels: weight >= KEPT ? levels : [...levels, () => []] };
}
