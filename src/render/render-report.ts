import { once } from '../lib/once.ts';
import type { Plan } from '../model/plan.ts';
import type { Notice } from '../model/project.ts';
import type { Report } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { annotationsOf } from './annotations.ts';
import { fixesOf } from './fixes.ts';
import { toMarkdown } from './markdown.ts';
import { heading, list, paragraph } from './nodes.ts';
import { prose } from './prose.ts';
import { renderHtml } from './render-html.ts';
import { renderEmptyJson, renderJson } from './render-json.ts';
import { planBody, renderComment, renderSummary } from './render-markdown.ts';
import { statusText } from './status-text.ts';

const NOTHING = 'No migrations in this change';

/**
 * Step 7: everything that is said about one change. `reserved` UTF-8 bytes of the comment are left free for what is kept
 * in it besides. Each form is made when it is asked for: hardly anybody wants all of them.
 */
export function renderReport(plan: Plan, verdict: Verdict, reserved: number): Report {
  const body = once(() => planBody(plan, reserved));
  const comment = once(() => renderComment(body(), verdict, reserved));
  const summary = once(() => renderSummary(plan, verdict));
  const json = once(() => renderJson(plan, verdict));
  const page = once(() => renderHtml(plan, verdict));
  return {
    outcome: verdict.outcome,
    statusText: statusText(verdict),
    get body() {
      return body();
    },
    get comment() {
      return comment();
    },
    get summary() {
      return summary();
    },
    annotations: annotationsOf(plan),
    fixes: fixesOf(plan),
    get json() {
      return json();
    },
    get page() {
      return page();
    },
  };
}

/** The report of a change without migrations that could be read; the notices say what was passed over. */
export function nothingToSay(notices: readonly Notice[]): Report {
  const passedOver = list(notices.map(({ text }) => prose(text)));
  return {
    outcome: 'nothing',
    statusText: NOTHING,
    body: null,
    comment: null,
    summary: `${toMarkdown([heading(2, 'Holdpoint'), paragraph(`${NOTHING}.`), ...passedOver])}\n`,
    annotations: [],
    fixes: [],
    json: renderEmptyJson(notices),
    page: '',
  };
}
