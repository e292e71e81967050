import type { Plan } from '../model/plan.ts';
import { COMMENT_MARKER } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { fit } from './fit.ts';
import type { Section } from './fit.ts';
import { toMarkdown } from './markdown.ts';
import { html, paragraph } from './nodes.ts';
import { checklistSection } from './sections/checklist.ts';
import { headline } from './sections/headline.ts';
import { noticesSection } from './sections/notices.ts';
import { projectSections } from './sections/project.ts';

/** Where the Markdown is shown, which sets how long it may be. */
export interface MarkdownForm {
  /** Most UTF-8 bytes. */
  readonly budget: number;
  /** Where everything stands when something is left out. */
  readonly elsewhere: string;
}

/** GitHub refuses comments of more than 65,536 characters; this is below it however they are counted. */
export const COMMENT_FORM: MarkdownForm = {
  budget: 60_000,
  elsewhere: 'Shortened to what a comment can hold; the job summary and the JSON report have everything.',
};

/** GitHub drops a job summary of more than 1 MiB whole. */
export const SUMMARY_FORM: MarkdownForm = {
  budget: 1_000_000,
  elsewhere: 'Shortened to what a job summary can hold; the JSON report has everything.',
};

/** The pull-request comment (or the job summary): verdict on top, everything else folded, within the budget. */
export function renderMarkdown(plan: Plan, verdict: Verdict, form: MarkdownForm): string {
  const note = toMarkdown([paragraph(form.elsewhere)]);
  const { markdown, shortened } = fit(
    documentSections(plan, verdict),
    form.budget - Buffer.byteLength(note) - 4,
  );
  return `${shortened ? `${markdown}\n\n${note}` : markdown}\n`;
}

/** The whole document in reading order. */
export function documentSections(plan: Plan, verdict: Verdict): Section[] {
  return [
    { weight: 100, levels: [() => [html(COMMENT_MARKER)]] },
    { weight: 100, levels: [() => headline(plan, verdict)] },
    noticesSection(plan),
    ...plan.projects.flatMap((project) => projectSections(project)),
    checklistSection(plan),
  ];
}
