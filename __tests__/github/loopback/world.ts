import { standardRole, type Account, type StoredRole } from './accounts.ts';
import { GitStore } from './git-store.ts';
import type {
  Delivery,
  StoredCheckRun,
  StoredComment,
  StoredDeployment,
  StoredIssue,
  StoredPull,
  StoredReaction,
  StoredReview,
  StoredReviewComment,
  StoredRun,
  StoredStatus,
} from './stored.ts';

export const REPOSITORY = 'acme/shop';
export const DEFAULT_BRANCH = 'main';
/** Head of the pull request that is there from the beginning, when no commits are. */
const SOME_COMMIT = 'c0ffee'.repeat(6) + 'c0ff';

/** GitHub's limits; tests make them smaller to reach them cheaply. */
export interface Maxima {
  comment: number;
  description: number;
  annotations: number;
  pullFiles: number;
  compareFiles: number;
  treeEntries: number;
  contentsBytes: number;
  statusesPerContext: number;
}

/** All that one repository's GitHub remembers. */
export class World {
  readonly accounts = new Map<string, Account>();
  readonly roles = new Map<string, StoredRole>();
  /** `acme/database` → login → state. */
  readonly teams = new Map<string, Map<string, 'active' | 'pending'>>();
  readonly pulls = new Map<number, StoredPull>();
  /** Pull requests whose conversation is locked. */
  readonly locked = new Set<number>();
  readonly comments: StoredComment[] = [];
  readonly issues: StoredIssue[] = [];
  readonly reactions: StoredReaction[] = [];
  readonly statuses: StoredStatus[] = [];
  readonly checkRuns: StoredCheckRun[] = [];
  readonly reviews: StoredReview[] = [];
  readonly reviewComments: StoredReviewComment[] = [];
  readonly runs: StoredRun[] = [];
  /** Oldest first. */
  readonly deployments: StoredDeployment[] = [];
  /** Contexts that a ruleset requires, by branch. */
  readonly rules = new Map<string, readonly string[]>();
  /** Contexts that branch protection requires, by branch. */
  readonly protections = new Map<string, readonly string[]>();
  /** Branches that are merged into through a queue. */
  readonly queued = new Set<string>();
  readonly deliveries: Delivery[] = [];
  readonly git = new GitStore();
  readonly maxima: Maxima = {
    comment: 65_536,
    description: 140,
    annotations: 50,
    pullFiles: 3000,
    compareFiles: 300,
    treeEntries: 100_000,
    contentsBytes: 1_000_000,
    statusesPerContext: 1000,
  };
  /** Milliseconds; goes on by a second with everything that happens. */
  clock = Date.parse('2026-11-23T08:00:00Z');
  /** Where the API is reached. */
  api = '';
  #nextId = 1000;

  constructor() {
    const author = this.account('ada');
    this.setRole('ada', 'write');
    this.pulls.set(7, {
      number: 7,
      title: 'Change',
      author,
      state: 'open',
      merged: false,
      draft: false,
      headSha: SOME_COMMIT,
      headRef: 'change',
      headRepository: REPOSITORY,
      baseSha: SOME_COMMIT,
      baseRef: DEFAULT_BRANCH,
      mergeSha: SOME_COMMIT,
    });
  }

  nextId(): number {
    this.#nextId += 1;
    return this.#nextId - 1;
  }

  /** Something happens now. */
  now(): string {
    this.clock += 1000;
    return new Date(this.clock).toISOString().replace('.000Z', 'Z');
  }

  /** Somebody with that login; a new account when there is none. */
  account(login: string): Account {
    const known = this.accounts.get(login.toLowerCase());
    if (known !== undefined) return known;
    const type = login.endsWith('[bot]') ? 'Bot' : 'User';
    const account: Account = { login, id: 100 + this.accounts.size, type };
    this.accounts.set(login.toLowerCase(), account);
    return account;
  }

  setRole(login: string, role: StoredRole | string): void {
    this.account(login);
    this.roles.set(login.toLowerCase(), typeof role === 'string' ? standardRole(role) : role);
  }

  /** Anybody may read a public repository. */
  roleOf(login: string): StoredRole {
    return this.roles.get(login.toLowerCase()) ?? standardRole('read');
  }

  mayWrite(login: string): boolean {
    return ['admin', 'write'].includes(this.roleOf(login).permission);
  }

  pull(number = 7): StoredPull {
    const pull = this.pulls.get(number);
    if (pull === undefined) throw new Error(`There is no pull request ${number}.`);
    return pull;
  }

  comment(id: number): StoredComment | null {
    return this.comments.find((comment) => comment.id === id) ?? null;
  }

  addComment(author: Account, body: string, issue: number): StoredComment {
    const at = this.now();
    const comment = {
      id: this.nextId(),
      issue,
      author,
      body,
      createdAt: at,
      updatedAt: at,
      edits: [],
      minimized: null,
    };
    this.comments.push(comment);
    return comment;
  }

  /** Every edit is kept with its editor; the same text again is none. */
  editComment(comment: StoredComment, body: string, editor: Account): void {
    if (comment.body === body) return;
    const { author, createdAt } = comment;
    if (comment.edits.length === 0) this.#keep(comment, author, createdAt);
    comment.body = body;
    comment.updatedAt = this.now();
    this.#keep(comment, editor, comment.updatedAt);
  }

  removeComment(id: number): void {
    const index = this.comments.findIndex((comment) => comment.id === id);
    if (index >= 0) this.comments.splice(index, 1);
  }

  /** Whether a commit is there; any is where no commits are kept. */
  hasCommit(sha: string): boolean {
    if (!/^[0-9a-f]{40}$/.test(sha)) return false;
    return this.git.objects.size === 0 || this.git.objects.get(sha)?.type === 'commit';
  }

  #keep(comment: StoredComment, editor: Account, at: string): void {
    const id = `UCE_${comment.id}_${comment.edits.length}`;
    comment.edits.push({ id, editor, at, body: comment.body, deletedAt: null });
  }
}
