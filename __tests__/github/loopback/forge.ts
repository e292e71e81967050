import type { Account, Grant, StoredRole } from './accounts.ts';
import type { Answer } from './answer.ts';
import {
  type CommentAct,
  commentDelivery,
  dispatchDelivery,
  mergeGroupDelivery,
  workflowRunDelivery,
} from './deliveries.ts';
import { adoptRepository, checkOutInto } from './git-folder.ts';
import type { GitStore } from './git-store.ts';
import { People } from './people.ts';
import type {
  Delivery,
  StoredCheckRun,
  StoredComment,
  StoredPull,
  StoredReaction,
  StoredReviewComment,
  StoredStatus,
} from './stored.ts';
import { DEFAULT_BRANCH, World, type Maxima } from './world.ts';

/** Where commits of a real repository belong. */
interface Commits {
  readonly baseSha: string;
  readonly headSha: string;
  readonly mergeSha: string;
}

/** One repository's GitHub, with what people and GitHub itself do there. */
export class Forge extends People {
  constructor() {
    super(new World());
  }

  get comments(): StoredComment[] {
    return this.world.comments;
  }

  get statuses(): StoredStatus[] {
    return this.world.statuses;
  }

  get checkRuns(): StoredCheckRun[] {
    return this.world.checkRuns;
  }

  get reactions(): StoredReaction[] {
    return this.world.reactions;
  }

  get reviewComments(): StoredReviewComment[] {
    return this.world.reviewComments;
  }

  get pullRequests(): Map<number, StoredPull> {
    return this.world.pulls;
  }

  get locked(): Set<number> {
    return this.world.locked;
  }

  get deliveries(): Delivery[] {
    return this.world.deliveries;
  }

  get maxima(): Maxima {
    return this.world.maxima;
  }

  get git(): GitStore {
    return this.world.git;
  }

  account(login: string): Account {
    return this.world.account(login);
  }

  /** `none`, `read`, `triage`, `write`, `maintain`, `admin`, or a custom role with the permission that it is based on. */
  setRole(login: string, role: StoredRole | string): void {
    this.world.setRole(login, role);
  }

  /** Puts somebody into `acme/database`. */
  setMember(team: string, login: string, state: 'active' | 'pending' = 'active'): void {
    this.world.account(login);
    const members = this.world.teams.get(team) ?? new Map<string, 'active' | 'pending'>();
    this.world.teams.set(team, members.set(login.toLowerCase(), state));
  }

  pull(number = 7): StoredPull {
    return this.world.pull(number);
  }

  /** The status of a commit that counts; null when there is none. */
  statusOf(sha: string, context = 'holdpoint'): StoredStatus | null {
    return this.statuses.findLast((each) => each.sha === sha && each.context === context) ?? null;
  }

  /** Takes over a repository on disk; pull request 7 is the one of these commits. */
  adopt(folder: string, { baseSha, headSha, mergeSha }: Commits): void {
    adoptRepository(this.git, folder);
    this.git.refs.set(`refs/heads/${DEFAULT_BRANCH}`, baseSha);
    const pull = this.world.pulls.get(7);
    if (pull !== undefined) Object.assign(pull, { baseSha, headSha, mergeSha });
  }

  /** Writes the repository to disk with a commit checked out, as `actions/checkout` with `fetch-depth: 0` does. */
  checkOut(folder: string, commit: string): void {
    checkOutInto(this.git, folder, commit);
  }

  /** Puts pull requests into the merge queue as one group. */
  queue(numbers: readonly number[]): Delivery {
    const base = this.git.resolve(DEFAULT_BRANCH) ?? '';
    const merged = (onto: string, number: number): string =>
      this.git.merge(onto, this.pull(number).headSha, this.world.now());
    const delivery = mergeGroupDelivery(this.world, base, numbers.reduce(merged, base), numbers);
    this.deliveries.push(delivery);
    return delivery;
  }

  /** The unprivileged workflow of a pull request has ended. */
  completeRun(number = 7, conclusion = 'success'): Delivery {
    const { headSha, headRef, headRepository, author } = this.pull(number);
    const run = {
      id: this.world.nextId(),
      event: 'pull_request',
      headSha,
      headRef,
      headRepository,
      conclusion,
    };
    this.world.runs.push(run);
    const delivery = workflowRunDelivery(this.world, run, author);
    this.deliveries.push(delivery);
    return delivery;
  }

  /** Somebody starts the workflow by hand. */
  dispatch(inputs: Readonly<Record<string, string>>, branch = DEFAULT_BRANCH, by = 'ada'): Delivery {
    const delivery = dispatchDelivery(this.world, inputs, branch, this.world.account(by));
    this.deliveries.push(delivery);
    return delivery;
  }

  /** Serves a request, and tells of comments that it changed: not of what a workflow token did. */
  protected observed(grant: Grant | undefined, serve: () => Answer): Answer {
    const before = new Map(this.comments.map(({ id, body }) => [id, body]));
    const answer = serve();
    if (grant === undefined || grant.kind === 'workflow') return answer;
    for (const comment of this.comments) {
      const from = before.get(comment.id);
      if (from === comment.body) continue;
      const by = grant.account;
      const act: CommentAct =
        from === undefined
          ? { action: 'created', by }
          : { action: 'edited', by, changes: { body: { from } } };
      this.deliveries.push(commentDelivery(this.world, comment, act));
    }
    return answer;
  }
}
