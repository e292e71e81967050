import { createHash } from 'node:crypto';
import type { Ledger } from '../model/docket.ts';
import type { Plan } from '../model/plan.ts';
import { COMMENT_MARKER, type PlanBody } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { fit } from './fit.ts';
import type { Section } from './fit.ts';
import { toMarkdown } from './markdown.ts';
import { html, paragraph } from './nodes.ts';
import { checklistSection } from './sections/checklist.ts';
import { headline } from './sections/headline.ts';
import { ledgerSection } from './sections/ledger.ts';
import { noticesSection } from './sections/notices.ts';
import { projectSections } from './sections/project.ts';

/** Where the Markdown is shown, which sets how long it may be. */
interface MarkdownForm {
  /** Most UTF-8 bytes. */
  readonly budget: number;
  /** Where everything stands when something is left out. */
  readonly elsewhere: string;
}

/** GitHub refuses comments of more than 65,536 characters; this is below it however they are counted. */
const COMMENT_FORM: MarkdownForm = {
  budget: 60_000,
  elsewhere: 'Shortened to what a comment can hold; the job summary and the JSON report have everything.',
};

/** GitHub drops a job summary of more than 1 MiB whole. */
const SUMMARY_FORM: MarkdownForm = {
  budget: 1_000_000,
  elsewhere: 'Shortened to what a job summary can hold; the JSON report has everything.',
};

/** What verdict, checklist and decisions may take, so that the plan in between need not change with them. */
const AROUND = 16_000;

/** What a comment says between verdict and checklist; `reserved` UTF-8 bytes are left for what is put behind it all. */
export function planBody(plan: Plan, reserved: number): PlanBody {
  const budget = COMMENT_FORM.budget - AROUND - reserved;
  const markdown = shortened(bodySections(plan), { ...COMMENT_FORM, budget });
  return { markdown, digest: digestOf(markdown) };
}

/** The plan for a job summary: verdict on top, everything else folded. */
export function renderSummary(plan: Plan, verdict: Verdict): string {
  return `${shortened(documentSections(plan, verdict), SUMMARY_FORM)}\n`;
}

function shortened(sections: readonly Section[], { budget, elsewhere }: MarkdownForm): string {
  const note = toMarkdown([paragraph(elsewhere)]);
  const fitted = fit(sections, budget - Buffer.byteLength(note) - 4);
  return fitted.shortened ? `${fitted.markdown}\n\n${note}` : fitted.markdown;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The pull-request comment: verdict on top, everything else folded; `reserved` bytes of the budget stay free. */
export function renderComment(body: PlanBody, verdict: Verdict, reserved: number): string {
  const sections = [
    { weight: 100, levels: [() => [html(COMMENT_MARKER)]] },
    { weight: 100, levels: [() => headline(verdict)] },
    { weight: 100, levels: [() => [html(marked(body))]] },
    checklistSection(verdict.checklist),
    ledgerSection(verdict.ledger),
  ];
  return `${fit(sections, COMMENT_FORM.budget - reserved).markdown}\n`;
}

/** What the comment says when a change has no migrations any more; what people decided stays. */
export function renderGone(ledger: Ledger): string {
  const text = 'This pull request no longer contains migrations. There is nothing to review.';
  const sections = [
    { weight: 100, levels: [() => [html(COMMENT_MARKER)]] },
    { weight: 100, levels: [() => [paragraph(text)]] },
    ledgerSection(ledger),
  ];
  return `${fit(sections, COMMENT_FORM.budget / 2).markdown}\n`;
}

function marked({ markdown, digest }: PlanBody): string {
  return `<!-- plan:${digest} -->\n\n${markdown}\n\n<!-- /plan:${digest} -->`;
}

/** The body of that digest in a comment of ours; null when it is not there whole. */
export function bodyIn(comment: string, digest: string): PlanBody | null {
  const [opening, closing] = [`<!-- plan:${digest} -->\n\n`, `\n\n<!-- /plan:${digest} -->`];
  const start = comment.indexOf(opening);
  const end = comment.lastIndexOf(closing);
  if (start < 0 || end < start) return null;
  const markdown = comment.slice(start + opening.length, end);
  return digestOf(markdown) === digest ? { markdown, digest } : null;
}

/** The whole document in reading order. */
export function documentSections(plan: Plan, verdict: Verdict): Section[] {
  return [
    { weight: 100, levels: [() => headline(verdict)] },
    ...bodySections(plan),
    checklistSection(verdict.checklist),
    ledgerSection(verdict.ledger),
  ];
}

function bodySections(plan: Plan): Section[] {
  return [noticesSection(plan), ...plan.projects.flatMap((project) => projectSections(project))];
}
