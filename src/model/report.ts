import type { Outcome } from './verdict.ts';

/** A line of a file worth a mark in the diff. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** Lines that others can stand for, which were run in their place. */
export interface Fix {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  /** The lines as they are now. */
  readonly was: readonly string[];
  /** Of lines and fix, so that the same is not said twice. */
  readonly fingerprint: string;
  /** A whole remark on these lines with a suggestion that replaces them; its first line tells the fingerprint. */
  readonly body: string;
}

/** What was seen and judged, in Markdown. It does not depend on what people decide. */
export interface PlanBody {
  readonly markdown: string;
  /** Identity of the text, which also marks where it begins and ends in a comment. */
  readonly digest: string;
}

/** Everything that is said about one change, in every form in which it is published. */
export interface Report {
  /** `nothing` when the change holds no migrations. */
  readonly outcome: Outcome | 'nothing';
  /** At most 140 characters. */
  readonly statusText: string;
  /** What the comment says between verdict and checklist; null when there is nothing to say. */
  readonly body: PlanBody | null;
  /** Pull-request comment with its marker, within GitHub's limit; null when there is nothing to say. */
  readonly comment: string | null;
  /** The whole plan as Markdown for the job summary, under 1 MiB. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  readonly fixes: readonly Fix[];
  /** The JSON report, see `docs/report.schema.json`. */
  readonly json: string;
  /** The whole plan as one HTML page, made when it is asked for; empty when there is nothing to say. */
  readonly page: string;
}

/** First line of every comment of ours; comments are found by it and by their author. */
export const COMMENT_MARKER = '<!-- holdpoint:review -->';

/** How the last line of our comment begins; a comment that lost its first line is known by it. */
export const MINUTES_MARKER = '<!-- holdpoint:minutes ';

/** Beginning of the first line of every suggestion of ours; the fingerprint follows it. */
export const SUGGESTION_MARKER = '<!-- holdpoint:suggestion ';

/** Name of the commit status. */
export const STATUS_CONTEXT = 'holdpoint';
