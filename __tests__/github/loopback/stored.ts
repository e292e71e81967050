import type { Account } from './accounts.ts';

/** One version of a comment's text. */
export interface StoredEdit {
  readonly id: string;
  /** Null when the account is gone. */
  readonly editor: Account | null;
  readonly at: string;
  readonly body: string;
  deletedAt: string | null;
}

export interface StoredComment {
  readonly id: number;
  readonly issue: number;
  readonly author: Account;
  readonly createdAt: string;
  updatedAt: string;
  body: string;
  /** Oldest first, beginning with the text as it was created; empty when never edited. */
  readonly edits: StoredEdit[];
  minimized: string | null;
}

/** An issue that is no pull request. */
export interface StoredIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: Account;
}

export interface StoredStatus {
  readonly id: number;
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly at: string;
}

export interface StoredPull {
  readonly number: number;
  title: string;
  readonly author: Account;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  headSha: string;
  readonly headRef: string;
  /** `acme/shop`, or a fork's full name; null when the fork is deleted. */
  headRepository: string | null;
  baseSha: string;
  baseRef: string;
  /** Commit that would merge it; what `pull_request` runs on. */
  mergeSha: string;
}

export interface StoredReaction {
  readonly id: number;
  readonly comment: number;
  readonly author: Account;
  readonly content: string;
  readonly at: string;
}

export interface StoredReviewComment {
  readonly id: number;
  readonly pull: number;
  readonly review: number;
  readonly author: Account;
  readonly body: string;
  readonly path: string;
  readonly commit: string;
  readonly line: number;
  readonly startLine: number | null;
  readonly inReplyTo: number | null;
  /** Its lines are not in the newest diff any more. */
  outdated: boolean;
  readonly at: string;
}

export interface StoredReview {
  readonly id: number;
  readonly pull: number;
  readonly author: Account;
  readonly body: string;
  readonly event: string;
  readonly commit: string;
  readonly at: string;
}

export interface StoredCheckRun {
  readonly id: number;
  readonly name: string;
  readonly sha: string;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: Record<string, unknown>[];
  readonly creator: Account;
  /** Run of the workflow token that made it; null for an app. */
  readonly run: string | null;
}

export interface StoredDeployment {
  readonly id: number;
  readonly environment: string;
  readonly sha: string;
  readonly at: string;
  /** As GraphQL names them, oldest first. */
  readonly states: readonly string[];
}

export interface StoredRun {
  readonly id: number;
  readonly event: string;
  readonly headSha: string;
  readonly headRef: string;
  readonly headRepository: string | null;
  readonly conclusion: string;
}

/** A webhook event that would start workflows, and what they would run on. */
export interface Delivery {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** GITHUB_SHA and GITHUB_REF. */
  readonly sha: string;
  readonly ref: string;
}
