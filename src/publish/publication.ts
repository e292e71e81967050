import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { STATUS_CONTEXT, type Report } from '../model/report.ts';
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

/** What came out, in the words in which it is told. */
export interface Statement {
  readonly outcome: Report['outcome'];
  readonly statusText: string;
  /** The whole comment; null when there is nothing to say. */
  readonly comment: string | null;
  /** Something stands against the change, was found in it, or was decided about it. */
  readonly worthy: boolean;
}

const MAX_DESCRIPTION = 140;
const STATES = { go: 'success', hold: 'pending', 'no-go': 'failure', nothing: 'success' } as const;

/** What to say about a finished review. */
export function publicationOf(
  statement: Statement,
  target: PublicationTarget,
  commentPolicy: CommentPolicy,
): Publication {
  const { outcome, statusText } = statement;
  return {
    sha: target.sha,
    status: statusOf(STATES[outcome], statusText, target.runUrl),
    comment: commentIntent(statement, commentPolicy),
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

/** What to say about a commit of the default branch: its migrations are history, whatever was said of them before. */
export function historyPublication(versions: readonly string[], target: PublicationTarget): Publication {
  const [count, listed] = [versions.length, listInWords(versions, 6)];
  const text =
    count === 0 ? 'No migrations in this push' : `${countOf(count, 'migration')} became history: ${listed}`;
  return { sha: target.sha, status: statusOf('success', text, target.runUrl), comment: { kind: 'none' } };
}

function statusOf(state: CommitStatus['state'], text: string, targetUrl: string | null): CommitStatus {
  return { context: STATUS_CONTEXT, state, description: shortened(text), targetUrl };
}

/** A change without migrations gets no comment; one that is there is told that there are none any more. */
function commentIntent({ outcome, comment, worthy }: Statement, policy: CommentPolicy): CommentIntent {
  if (policy === 'never' || comment === null) return { kind: 'none' };
  const says = outcome !== 'nothing' && wantsComment(worthy, policy);
  return { kind: says ? 'say' : 'replace', body: comment };
}

/** On one line and within GitHub's limit, counted the stricter way (UTF-16 units). */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= MAX_DESCRIPTION) return line;
  const kept = line.slice(0, MAX_DESCRIPTION - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
