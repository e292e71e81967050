import type { CodeHistory, CodeSearch } from './code-ports.ts';
import type { Annotation } from './report.ts';

/** A file of the repository at one moment. */
export interface RepositoryFile {
  /** Relative to the repository root, forward slashes. */
  readonly path: string;
  /** Content identity (a git blob hash or a digest): equal means same bytes. */
  readonly id: string;
  /**
   * Present for what a link stands for: the file that it leads to. Null when it leads out of the repository, nowhere, or
   * in a circle; then the content is the link's own, its target as text.
   */
  readonly leadsTo?: string | null;
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
  /** Finds words in the code; absent where nobody looks. */
  readonly code?: CodeSearch;
  /** The history of the base; absent where there is none to read. */
  readonly history?: CodeHistory;
}

/** Keeps what took long to make. It may forget anything at any time, and what it gives back is not to be trusted. */
export interface BaseCache {
  /** The bytes kept under a key of hexadecimal digits; null when there are none. Never rejects. */
  read(key: string): Promise<Uint8Array | null>;
  /** Keeps bytes. Never rejects: a cache that cannot be written is no reason to stop. */
  write(key: string, bytes: Uint8Array): Promise<void>;
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
  /** What the host calls it where edits are asked for. */
  readonly node: string;
  readonly body: string;
  readonly url: string;
  /** Null when the account is gone. */
  readonly author: Author | null;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
}

export interface Author {
  readonly login: string;
  /** An app or the workflow token, not a person. */
  readonly bot: boolean;
}

/** One version of a comment's text. The first one is the text as it was created. */
export interface Edit {
  readonly id: string;
  /** Null when the account is gone. */
  readonly by: Author | null;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** The whole text from then on; null when somebody deleted it from the history. */
  readonly body: string | null;
}

/** What somebody may do in the repository, from the least to the most. */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A pull request as it is now. */
export interface PullRequest {
  readonly number: number;
  readonly open: boolean;
  readonly headSha: string;
  readonly baseSha: string;
  /** Branch that it merges into. */
  readonly baseRef: string;
  /** Login of whoever opened it; null when the account is gone. */
  readonly author: string | null;
  /** Its head is in another repository. */
  readonly fork: boolean;
}

export type Reaction = 'eyes' | '+1' | 'confused';

/**
 * Speaks on one pull request, and listens. Every method rejects with a {@link Refusal} when the host does not do it, and
 * with nothing else.
 */
export interface Publisher {
  /** Sets the status of a commit. The host keeps the last one per context. */
  setStatus(sha: string, status: CommitStatus): Promise<void>;
  /** All comments of the pull request, oldest first. */
  comments(): Promise<readonly PublishedComment[]>;
  /** Whom our comments are written by. */
  identity(): Promise<Author>;
  /** Every version of a comment, oldest first; empty when it was never edited. */
  edits(comment: PublishedComment): Promise<readonly Edit[]>;
  createComment(body: string): Promise<PublishedComment>;
  updateComment(id: number, body: string): Promise<PublishedComment>;
  deleteComment(id: number): Promise<void>;
  /** Puts a reaction of ours on a comment; once, however often it is asked. */
  react(comment: number, reaction: Reaction): Promise<void>;
  pullRequest(): Promise<PullRequest>;
  /** What the host says somebody may do here. */
  roleOf(login: string): Promise<Role>;
  /** Whether somebody is in the team `organization/team`. */
  isMember(team: string, login: string): Promise<boolean>;
}

/** The text over the marks in a diff, and the first or next of them. */
export interface Findings {
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/** Marks lines of a commit where the host shows its diff. Every method rejects with a {@link Refusal}, as above. */
export interface FindingsPublisher {
  /** Most marks that one request takes. */
  readonly batch: number;
  /** Opens a list on a commit that says nothing about whether it may be merged; gives its id. */
  openFindings(sha: string, findings: Findings): Promise<number>;
  /** Adds marks to a list. */
  addFindings(id: number, findings: Findings): Promise<void>;
}

/** A remark on lines of the diff, with lines to take over. */
export interface Suggestion {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly body: string;
}

/** A remark as the host keeps it. */
export interface PublishedSuggestion {
  readonly id: number;
  readonly body: string;
  readonly author: Author | null;
  /** Its lines are not what they were. */
  readonly outdated: boolean;
  /** Somebody talks about it. */
  readonly answered: boolean;
}

/** Remarks on lines of one pull request. Every method rejects with a {@link Refusal}, as above. */
export interface SuggestionPublisher {
  /** The difference that the host shows of these files, in unified form; those without one are left out. */
  patches(paths: ReadonlySet<string>): Promise<ReadonlyMap<string, string>>;
  /** Remarks that begin a thread, whoever wrote them, oldest first. */
  suggestions(): Promise<readonly PublishedSuggestion[]>;
  /** Makes them all at once, with one notification; none when the host does not take one of them. */
  suggest(sha: string, suggestions: readonly Suggestion[]): Promise<void>;
  withdraw(id: number): Promise<void>;
}
