import { usageProblem } from '../model/problem.ts';
import { renderHtml } from '../render/render-html.ts';
import { renderText } from '../render/render-text.ts';
import type { Review } from '../review.ts';

export const FORMATS = ['text', 'markdown', 'json', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** The format of that name; throws a `Problem` when there is none. */
export function formatOf(name: string): Format {
  const format = FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw usageProblem('format', `There is no format ${name}.`, `Give --format one of: ${FORMATS.join(', ')}.`);
}

/** The answer of a review in one format, ending with a line break. */
export function formatted(
  { plan, verdict, report }: Review,
  format: Format,
  look: { readonly color: boolean; readonly width: number },
): string {
  if (format === 'json') return withLineBreak(report.json);
  if (plan === null) return withLineBreak(report.statusText);
  if (format === 'markdown') return withLineBreak(report.comment ?? report.summary);
  return withLineBreak(format === 'html' ? renderHtml(plan, verdict) : renderText(plan, verdict, look));
}

function withLineBreak(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
