import { COMMENT_MARKER, STATUS_CONTEXT, type Report } from '../model/report.ts';
import type { CommitStatus } from '../model/ports.ts';
import { wantsComment, type CommentPolicy } from './comment-policy.ts';

/** What is said on a pull request, as data. */
export interface Publication {
  /** The commit that the status belongs to: the pull request's head, never the merge commit. */
  readonly sha: string;
  readonly status: CommitStatus;
  readonly comment: CommentIntent;
}

export type CommentIntent =
  /** One comment with this body. */
  | { readonly kind: 'say'; readonly body: string }
  /** No new comment; one that is there already takes this body. */
  | { readonly kind: 'replace'; readonly body: string }
  /** Comments are left alone. */
  | { readonly kind: 'none' };

export interface PublicationTarget {
  readonly sha: string;
  /** Page that the status leads to: the workflow run. */
  readonly runUrl: string | null;
}

const MAX_DESCRIPTION = 140;
const STATES = { go: 'success', hold: 'pending', 'no-go': 'failure', nothing: 'success' } as const;
const NOTHING_LEFT = `${COMMENT_MARKER}\nThis pull request no longer contains migrations. There is nothing to review.\n`;

/** What to say about a finished review. */
export function publicationOf(
  report: Report,
  target: PublicationTarget,
  commentPolicy: CommentPolicy,
): Publication {
  const description = report.outcome === 'nothing' ? 'No migrations in this change' : report.statusText;
  return {
    sha: target.sha,
    status: statusOf(STATES[report.outcome], description, target.runUrl),
    comment: commentIntent(report, commentPolicy),
  };
}

/** What to say when the review itself could not be done. A comment that is there stays as it is. */
export function failurePublication(title: string, target: PublicationTarget): Publication {
  return {
    sha: target.sha,
    status: statusOf('error', `Review failed: ${title}`, target.runUrl),
    comment: { kind: 'none' },
  };
}

function statusOf(state: CommitStatus['state'], text: string, targetUrl: string | null): CommitStatus {
  return { context: STATUS_CONTEXT, state, description: shortened(text), targetUrl };
}

function commentIntent(report: Report, policy: CommentPolicy): CommentIntent {
  if (policy === 'never') return { kind: 'none' };
  if (report.outcome === 'nothing') return { kind: 'replace', body: NOTHING_LEFT };
  if (report.comment === null) return { kind: 'none' };
  return { kind: wantsComment(report, policy) ? 'say' : 'replace', body: report.comment };
}

/** On one line and within GitHub's limit, counted the stricter way (UTF-16 units). */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= MAX_DESCRIPTION) return line;
  const kept = line.slice(0, MAX_DESCRIPTION - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
