/** A file of the repository at one moment. */
export interface RepositoryFile {
  /** Relative to the repository root, forward slashes. */
  readonly path: string;
  /** Content identity (a git blob hash or a digest): equal means same bytes. */
  readonly id: string;
}

/** One of the two sides of a change. */
export type Side = 'base' | 'head';

/** Reads both sides of a change. Implemented by git, by a plain folder, by GitHub's API. */
export interface Repository {
  /** What is compared with what: commit hashes, or words where there are none. */
  readonly base: string;
  readonly head: string;
  /** All files under a folder (`.` for all) on one side, sorted by path. */
  list(side: Side, folder: string): Promise<readonly RepositoryFile[]>;
  /** Bytes of many files at once, in the order asked for. */
  read(side: Side, files: readonly RepositoryFile[]): Promise<readonly Uint8Array[]>;
}

/** Says how far the review is; shown by the terminal after a second, ignored elsewhere. */
export interface Progress {
  step(text: string): void;
}

/** The state of one commit under one name; the last one written counts. */
export interface CommitStatus {
  readonly context: string;
  readonly state: 'success' | 'pending' | 'failure' | 'error';
  /** At most 140 characters. */
  readonly description: string;
  /** Where the status leads to; null when there is no page. */
  readonly targetUrl: string | null;
}

/** A comment on the pull request as the host keeps it. */
export interface PublishedComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  /** Null when the account is gone. */
  readonly author: Author | null;
}

export interface Author {
  readonly login: string;
  /** An app or the workflow token, not a person. */
  readonly bot: boolean;
}

/**
 * Speaks on one pull request. Every method rejects with a {@link Refusal} when the host does not do it, and with
 * nothing else.
 */
export interface Publisher {
  /** Sets the status of a commit. The host keeps the last one per context. */
  setStatus(sha: string, status: CommitStatus): Promise<void>;
  /** All comments of the pull request, oldest first. */
  comments(): Promise<readonly PublishedComment[]>;
  /** Whom our comments are written by; null when the host does not say. */
  identity(): Promise<Author | null>;
  createComment(body: string): Promise<PublishedComment>;
  updateComment(id: number, body: string): Promise<PublishedComment>;
  deleteComment(id: number): Promise<void>;
}
