import type { GitHubClient } from '../adapters/github/client.ts';
import type { RepositoryPlace } from '../adapters/github/place.ts';
import type { ActionInputs } from '../adapters/runner/inputs.ts';
import type { CaseAtHand } from '../case-at-hand.ts';
import type { FailOn } from '../model/exit-code.ts';
import type { Deployments } from '../model/code-ports.ts';
import type { OpenPulls } from '../model/open-pulls.ts';
import type { Report } from '../model/report.ts';
import type { Rights } from '../model/rights.ts';
import type { PlanAnswer } from '../plan-run.ts';
import type { PlanSubject } from '../plan-subject.ts';
import type { Verdict } from '../model/verdict.ts';
import type { CommentPolicy } from '../publish/comment-policy.ts';

/** What the configuration of the base says about talking. */
export interface Policy {
  readonly rights: Rights;
  readonly comment: CommentPolicy;
  readonly failOn: FailOn;
}

/** What came out of a review, before anybody decided anything. */
export interface Reviewed {
  readonly hand: CaseAtHand;
  readonly verdict: Verdict;
  readonly report: Report;
  readonly policy: Policy;
}

/** What a review goes by. */
export interface ReviewInput {
  readonly baseSha: string;
  readonly headSha: string;
  readonly inputs: ActionInputs;
  readonly environment: NodeJS.ProcessEnv;
  /** What was deployed; absent where nobody is to be asked. */
  readonly deployments?: Deployments;
  /** Other open pull requests; absent for what is no pull request. */
  readonly openPulls?: OpenPulls;
}

/** What is planned of a checkout. */
export interface PlanInput extends ReviewInput {
  readonly subject: PlanSubject;
}

/** A review that reads through GitHub's API. */
export interface RemoteInput extends ReviewInput {
  readonly client: GitHubClient;
  readonly place: RepositoryPlace;
}

/** What the handlers of events ask for. Every method throws a `Problem` when it cannot. */
export interface Services {
  /** Reviews what is checked out in the workspace. */
  reviewCheckout(input: ReviewInput): Promise<Reviewed>;
  /** Reviews two commits without a checkout: everything that is read is data, and only the embedded engine runs. */
  reviewRemote(input: RemoteInput): Promise<Reviewed>;
  /** Plans what is checked out in the workspace: a brief, migrations or a requirement. */
  planCheckout(input: PlanInput): Promise<PlanAnswer & Pick<Policy, 'failOn'>>;
  /** Reads only the configuration, in the very commit `baseSha`. */
  policyAt(input: RemoteInput): Promise<Policy>;
  /** Versions of the migrations that are at the head and not at the base. */
  migrationsAdded(input: RemoteInput): Promise<readonly string[]>;
  /** Ids of all rules. */
  readonly rules: readonly string[];
  /** What a rule is about, in sentences. */
  explain(rule: string): readonly string[];
  /** The time, ISO 8601 in UTC. */
  now(): string;
}
