import type { Report } from '../model/report.ts';

/** When a pull request gets a comment. */
export type CommentPolicy = 'always' | 'on-findings' | 'never';

/** Whether this report is worth a new comment. */
export function wantsComment(report: Report, policy: CommentPolicy): boolean {
  if (policy === 'always') return true;
  return policy === 'on-findings' && (report.outcome !== 'go' || report.annotations.length > 0);
}
