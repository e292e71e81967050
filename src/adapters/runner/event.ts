import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { internalProblem, usageProblem } from '../../model/problem.ts';
import {
  commentPayload,
  dispatchPayload,
  mergeGroupPayload,
  pullRequestPayload,
  pushPayload,
  workflowRunPayload,
} from './payloads.ts';

interface InRepository {
  readonly owner: string;
  readonly repo: string;
}

/** What happened on GitHub, as far as it is our business. */
export type RunnerEvent =
  | PullRequestEvent
  | MergeGroupEvent
  | CommentEvent
  | FollowedRunEvent
  | DispatchEvent
  | PushEvent
  /** None of our business; `because` says why, for the log. */
  | { readonly kind: 'other'; readonly because: string };

export interface PullRequestEvent extends InRepository {
  readonly kind: 'pull-request';
  readonly number: number;
  readonly baseSha: string;
  readonly headSha: string;
  /** `pull_request_target`: a token that may write, and content of strangers, which must not be checked out. */
  readonly privileged: boolean;
}

/** The merge queue asks about the commit that it would merge. */
export interface MergeGroupEvent extends InRepository {
  readonly kind: 'merge-group';
  readonly baseSha: string;
  readonly headSha: string;
  /** The pull request whose turn it is; null when the branch does not tell. */
  readonly number: number | null;
}

/** Somebody wrote or edited a comment on a pull request. */
export interface CommentEvent extends InRepository {
  readonly kind: 'comment';
  readonly number: number;
  readonly comment: number;
  readonly body: string;
  /** What it was before the edit; null for a new one. */
  readonly before: string | null;
}

/** Another workflow of a pull request has ended: the half of the fork flow that may write. */
export interface FollowedRunEvent extends InRepository {
  readonly kind: 'followed-run';
  readonly headSha: string;
  readonly headOwner: string;
  readonly headBranch: string;
}

/** Somebody starts the workflow by hand. */
export interface DispatchEvent extends InRepository {
  readonly kind: 'dispatch';
  /** Pull request to review again; null plans what is checked out. */
  readonly number: number | null;
}

/** Commits reached the default branch. */
export interface PushEvent extends InRepository {
  readonly kind: 'push';
  readonly before: string;
  readonly after: string;
}

/** Activities after which the reviewed content or its base may differ. */
const REVIEWED = ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited'];

/** Reads the event from the files and variables that the runner provides. Throws a `Problem` when they are unusable. */
export async function readEvent(environment: NodeJS.ProcessEnv): Promise<RunnerEvent> {
  const name = environment['GITHUB_EVENT_NAME'] ?? '';
  const reader = READERS[name];
  if (reader === undefined) return other(`the event ${name || 'without a name'}`);
  return reader(environment['GITHUB_EVENT_PATH'] ?? '');
}

const READERS: Readonly<Record<string, (path: string) => Promise<RunnerEvent>>> = {
  pull_request: (path) => readPullRequest(path, false),
  pull_request_target: (path) => readPullRequest(path, true),
  merge_group: readMergeGroup,
  issue_comment: readComment,
  workflow_run: readFollowedRun,
  workflow_dispatch: readDispatch,
  push: readPush,
};

async function readPullRequest(path: string, privileged: boolean): Promise<RunnerEvent> {
  const { action, changes, number, pull_request: pull, repository } = await read(path, pullRequestPayload);
  // An edited title changes nothing; an edited base does.
  const reviewed = REVIEWED.includes(action) && (action !== 'edited' || changes?.base !== undefined);
  if (!reviewed) return other(`pull request activity ${action}`);
  const { base, head } = pull;
  return {
    kind: 'pull-request',
    ...placeOf(repository),
    number,
    baseSha: base.sha,
    headSha: head.sha,
    privileged,
  };
}

async function readMergeGroup(path: string): Promise<RunnerEvent> {
  const { action, merge_group: group, repository } = await read(path, mergeGroupPayload);
  if (action !== 'checks_requested') return other(`merge group activity ${action}`);
  const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(group.head_ref)?.[1];
  return {
    kind: 'merge-group',
    ...placeOf(repository),
    baseSha: group.base_sha,
    headSha: group.head_sha,
    number: number === undefined ? null : Number(number),
  };
}

async function readComment(path: string): Promise<RunnerEvent> {
  const { action, issue, comment, changes, sender, repository } = await read(path, commentPayload);
  if (!['created', 'edited'].includes(action)) return other(`comment activity ${action}`);
  if (issue.pull_request === undefined) return other('a comment on an issue');
  if (sender.type === 'Bot') return other(`a comment of ${sender.login}`);
  return {
    kind: 'comment',
    ...placeOf(repository),
    number: issue.number,
    comment: comment.id,
    body: comment.body ?? '',
    before: action === 'edited' ? (changes?.body?.from ?? null) : null,
  };
}

async function readFollowedRun(path: string): Promise<RunnerEvent> {
  const { action, workflow_run: run, repository } = await read(path, workflowRunPayload);
  if (action !== 'completed') return other(`workflow run activity ${action}`);
  if (run.event !== 'pull_request') return other(`a workflow run on ${run.event}`);
  if (run.head_branch === null || run.head_repository === null)
    return other('a workflow run whose branch or repository is gone');
  return {
    kind: 'followed-run',
    ...placeOf(repository),
    headSha: run.head_sha,
    headOwner: run.head_repository.owner.login,
    headBranch: run.head_branch,
  };
}

async function readDispatch(path: string): Promise<RunnerEvent> {
  const { inputs, repository } = await read(path, dispatchPayload);
  const asked = String(inputs?.['pull-request'] ?? '').trim();
  return { kind: 'dispatch', ...placeOf(repository), number: asked === '' ? null : pullRequestNumber(asked) };
}

/** A mistyped number must not turn into a review of something else. */
function pullRequestNumber(asked: string): number {
  if (/^#?[1-9]\d{0,8}$/.test(asked)) return Number(asked.replace('#', ''));
  throw usageProblem(
    'no-pull-request-number',
    `The input pull-request is ${JSON.stringify(asked)}, which is no number of a pull request.`,
    'Give a number such as 42, or leave it out to plan what is checked out.',
  );
}

async function readPush(path: string): Promise<RunnerEvent> {
  const { ref, before, after, deleted, repository } = await read(path, pushPayload);
  const isDefault = ref === `refs/heads/${repository.default_branch ?? ''}`;
  if (!isDefault || deleted) return other(`a push to ${ref}`);
  return { kind: 'push', ...placeOf(repository), before, after };
}

function placeOf({ name, owner }: { name: string; owner: { login: string } }): InRepository {
  return { owner: owner.login, repo: name };
}

function other(because: string): RunnerEvent {
  return { kind: 'other', because };
}

async function read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw internalProblem(
      'event-unreadable',
      `The event in ${path || 'GITHUB_EVENT_PATH'} cannot be read.`,
      'Run the action in a workflow that is started by an event of GitHub, such as `on: pull_request`.',
      cause,
    );
  }
}
