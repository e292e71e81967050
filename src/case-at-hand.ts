import { minutesIn } from './conversation/minutes.ts';
import type { Docket } from './model/docket.ts';
import type { PlanBody } from './model/report.ts';
import { bodyIn } from './render/render-markdown.ts';

/** What was reviewed: just now, or kept from a review before. */
export interface CaseAtHand {
  readonly head: string;
  readonly base: string;
  /** Null when the change holds no migrations. */
  readonly docket: Docket | null;
  readonly body: PlanBody | null;
}

/** The case that a comment of ours keeps, when it is about this commit and whole; else null. */
export function caseIn(comment: string, commit: string): CaseAtHand | null {
  const minutes = minutesIn(comment);
  if (minutes?.head !== commit) return null;
  const { head, base, docket, body: digest } = minutes;
  if (digest === null) return docket === null ? { head, base, docket, body: null } : null;
  const body = bodyIn(comment, digest);
  return docket === null || body === null ? null : { head, base, docket, body };
}
