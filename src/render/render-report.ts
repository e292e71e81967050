import type { Plan } from '../model/plan.ts';
import type { Notice } from '../model/project.ts';
import { COMMENT_MARKER } from '../model/report.ts';
import type { Report } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { annotationsOf } from './annotations.ts';
import { toMarkdown } from './markdown.ts';
import { heading, list, paragraph } from './nodes.ts';
import { prose } from './prose.ts';
import { renderEmptyJson, renderJson } from './render-json.ts';
import { COMMENT_FORM, renderMarkdown, SUMMARY_FORM } from './render-markdown.ts';
import { statusText } from './status-text.ts';

const NOTHING = 'No migrations in this change';

/** Step 7: everything that is said about one change. A plan of `null` means that the change holds no migrations. */
export function renderReport(plan: Plan | null, verdict: Verdict): Report {
  if (plan === null) return nothingToSay([]);
  return {
    outcome: verdict.outcome,
    statusText: statusText(verdict),
    comment: renderMarkdown(plan, verdict, COMMENT_FORM),
    summary: withoutMarker(renderMarkdown(plan, verdict, SUMMARY_FORM)),
    annotations: annotationsOf(plan),
    json: renderJson(plan, verdict),
  };
}

/** The report of a change without migrations that could be read; the notices say what was passed over. */
export function nothingToSay(notices: readonly Notice[]): Report {
  const passedOver = list(notices.map(({ text }) => prose(text)));
  return {
    outcome: 'nothing',
    statusText: NOTHING,
    comment: null,
    summary: `${toMarkdown([heading(2, 'Holdpoint'), paragraph(`${NOTHING}.`), ...passedOver])}\n`,
    annotations: [],
    json: renderEmptyJson(notices),
  };
}

/** Only a comment is looked for by its marker. */
function withoutMarker(markdown: string): string {
  return markdown.slice(COMMENT_MARKER.length).trimStart();
}
