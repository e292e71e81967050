import { runJson } from './run-resources.ts';
import { schemaNamed } from '../contract.ts';
import type { Account } from './accounts.ts';
import { filled } from './fill.ts';
import { commentJson, issueJson, pullJson, repositoryJson, userJson } from './resources.ts';
import type { Delivery, StoredComment, StoredPull, StoredRun } from './stored.ts';
import { DEFAULT_BRANCH, type World } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

/** Events on a pull request run on what would be merged. */
export function pullDelivery(pull: StoredPull, action: string, by: Account, more: Json = {}): Delivery {
  const pull_request = complete('pull-request', pullJson(pull));
  const payload = { action, number: pull.number, pull_request, ...more, ...commonOf(by) };
  return { name: 'pull_request', payload, sha: pull.mergeSha, ref: `refs/pull/${pull.number}/merge` };
}

/** Something that somebody did to a comment. */
export interface CommentAct {
  readonly action: 'created' | 'edited' | 'deleted';
  readonly by: Account;
  readonly changes?: Json;
}

export function commentDelivery(world: World, comment: StoredComment, act: CommentAct): Delivery {
  const { action, by, changes } = act;
  const issue = complete('issue', issueJson(world.pull(comment.issue)));
  const told = complete('issue-comment', commentJson(comment, world));
  const more = changes === undefined ? {} : { changes };
  return onDefault(world, 'issue_comment', { action, issue, comment: told, ...more, ...commonOf(by) });
}

interface Push {
  readonly branch: string;
  readonly before: string | null;
  readonly sha: string;
  readonly by: Account;
}

export function pushDelivery(world: World, { branch, before, sha, by }: Push): Delivery {
  const ref = `refs/heads/${branch}`;
  const none = '0'.repeat(40);
  const head_commit = { id: sha, message: world.git.facts(sha).message, timestamp: world.git.facts(sha).at };
  const payload = {
    ref,
    before: before ?? none,
    after: sha,
    created: before === null,
    deleted: false,
    forced: false,
    head_commit,
    commits: [head_commit],
    pusher: { name: by.login, email: null },
    ...commonOf(by),
  };
  return { name: 'push', payload, sha, ref };
}

export function mergeGroupDelivery(
  world: World,
  base: string,
  head: string,
  pulls: readonly number[],
): Delivery {
  const last = pulls.at(-1) ?? 0;
  const head_ref = `refs/heads/gh-readonly-queue/${DEFAULT_BRANCH}/pr-${last}-${base}`;
  world.git.refs.set(head_ref, head);
  const merge_group = {
    head_sha: head,
    head_ref,
    base_sha: base,
    base_ref: `refs/heads/${DEFAULT_BRANCH}`,
    head_commit: { id: head, tree_id: world.git.facts(head).tree, message: 'Merge group' },
  };
  const queue = { login: 'github-merge-queue[bot]', id: 118344674, type: 'Bot' } as const;
  const payload = { action: 'checks_requested', merge_group, ...commonOf(queue) };
  return { name: 'merge_group', payload, sha: head, ref: head_ref };
}

export function workflowRunDelivery(world: World, run: StoredRun, by: Account): Delivery {
  const workflow_run = complete('workflow-run', runJson(run));
  const workflow = { id: 1, name: 'Holdpoint', path: '.github/workflows/holdpoint.yml', state: 'active' };
  return onDefault(world, 'workflow_run', { action: 'completed', workflow_run, workflow, ...commonOf(by) });
}

export function dispatchDelivery(world: World, inputs: Json, branch: string, by: Account): Delivery {
  const ref = `refs/heads/${branch}`;
  const payload = { inputs, ref, workflow: '.github/workflows/holdpoint.yml', ...commonOf(by) };
  return { name: 'workflow_dispatch', payload, sha: world.git.resolve(branch) ?? '', ref };
}

/** Events that run the workflow file of the default branch, on its newest commit. */
function onDefault(world: World, name: string, payload: Json): Delivery {
  const sha = world.git.resolve(DEFAULT_BRANCH) ?? world.pull().baseSha;
  return { name, payload, sha, ref: `refs/heads/${DEFAULT_BRANCH}` };
}

function commonOf(by: Account): Json {
  return {
    repository: complete('full-repository', repositoryJson()),
    organization: { login: 'acme', id: 5 },
    sender: complete('simple-user', userJson(by)),
  };
}

function complete(name: string, facts: Json): unknown {
  return filled(schemaNamed(name), facts);
}
