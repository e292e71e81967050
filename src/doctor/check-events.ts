import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { trouble, unchecked, type Check } from './check.ts';
import { publishes } from './holdpoint-uses.ts';
import { triggerOf, type HoldpointUse, type Trigger, type Workflow } from './workflow.ts';

/** What is known of the branch that changes go to. */
export interface QueueFacts {
  /** Whether changes go through a merge queue; null when nobody could say. */
  readonly mergeQueue: boolean | null;
}

const CHANGES = ['pull_request', 'pull_request_target', 'merge_group'];
const PUSHES = ['opened', 'synchronize', 'reopened'];

/** Whether Holdpoint is started by everything that it has to answer. */
export function checkEvents(uses: readonly HoldpointUse[], facts: QueueFacts): Check[] {
  const workflows = [...new Set(uses.map(({ workflow }) => workflow))];
  return [
    ...noPullRequest(workflows),
    ...workflows.flatMap(filtered),
    ...workflows.flatMap(activities),
    ...noConversation(workflows),
    ...noQueue(workflows, facts),
    ...followedRuns(uses),
  ];
}

function noPullRequest(workflows: readonly Workflow[]): Check[] {
  if (on(workflows, 'pull_request').length + on(workflows, 'pull_request_target').length > 0) return [];
  return [
    trouble(
      'fail',
      'No workflow starts Holdpoint on pull requests.',
      'Add `pull_request:` below `on:` in the workflow that uses Holdpoint.',
    ),
  ];
}

/** https://docs.github.com/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks */
function filtered(workflow: Workflow): Check[] {
  return workflow.triggers
    .filter(({ event, filters }) => CHANGES.includes(event) && filters.length > 0)
    .map(({ event, filters, line }) => {
      const keys = listInWords(codes(filters));
      return trouble(
        filters.some((key) => key.startsWith('paths')) ? 'fail' : 'warn',
        `${code(event)} is filtered by ${keys}: where the filter does not match, nobody writes the status, and a required one stays pending for ever.`,
        `Remove ${keys}. A change without migrations gets its success in seconds.`,
        { path: workflow.path, line },
      );
    });
}

function activities(workflow: Workflow): Check[] {
  const changes = ['pull_request', 'pull_request_target'].flatMap(
    (event) => triggerOf(workflow, event) ?? [],
  );
  return changes.flatMap((trigger) => {
    const types = trigger.types ?? PUSHES;
    const missing = PUSHES.filter((type) => !types.includes(type));
    const place = { path: workflow.path, line: trigger.line };
    if (missing.length > 0) return missingTypes('fail', trigger, missing, place);
    return types.includes('edited') ? [] : missingTypes('note', trigger, ['edited'], place);
  });
}

function missingTypes(
  state: 'fail' | 'note',
  { event }: Trigger,
  missing: readonly string[],
  place: Check['place'],
): Check[] {
  const what =
    state === 'fail'
      ? 'commits without a status'
      : 'a status of the old base when the base branch is changed';
  return [
    trouble(
      state,
      `${code(event)} does not start on ${listInWords(codes(missing))}, which leaves ${what}.`,
      'Write `types: [opened, synchronize, reopened, ready_for_review, edited]`.',
      place,
    ),
  ];
}

function noConversation(workflows: readonly Workflow[]): Check[] {
  const [listening] = on(workflows, 'issue_comment');
  if (listening === undefined)
    return [
      trouble(
        'warn',
        'No workflow starts Holdpoint on `issue_comment`: ticks and commands count only at the next push.',
        'Add `issue_comment:` with `types: [created, edited]` below `on:`.',
      ),
    ];
  const { types, line } = listening.trigger;
  const missing = ['created', 'edited'].filter((type) => types !== null && !types.includes(type));
  if (missing.length === 0) return [];
  return [
    trouble(
      'warn',
      `${code('issue_comment')} does not start on ${listInWords(codes(missing))}: commands are ${code('created')}, ticks are ${code('edited')}.`,
      'Write `types: [created, edited]`.',
      { path: listening.workflow.path, line },
    ),
  ];
}

function noQueue(workflows: readonly Workflow[], { mergeQueue }: QueueFacts): Check[] {
  if (on(workflows, 'merge_group').length > 0 || mergeQueue === false) return [];
  const mend = 'Add `merge_group:` with `types: [checks_requested]` below `on:`.';
  if (mergeQueue === null)
    return [unchecked('No workflow starts on `merge_group`, which a merge queue would need.', mend)];
  return [
    trouble(
      'fail',
      'Changes go through a merge queue, and no workflow starts on `merge_group`: every merge fails by time-out.',
      mend,
    ),
  ];
}

/** The half that may write has to follow the half that reads, by its name. */
function followedRuns(uses: readonly HoldpointUse[]): Check[] {
  const workflows = uses.map(({ workflow }) => workflow);
  const followed = on(workflows, 'workflow_run').flatMap(({ trigger }) => trigger.workflows);
  return uses
    .filter(({ workflow }) => triggerOf(workflow, 'pull_request') !== null)
    .filter((use) => !publishes(use) && !followed.includes(use.workflow.name))
    .map(({ workflow, step }) =>
      trouble(
        'fail',
        `Nothing publishes what ${code(workflow.name)} finds, since it says ${code('publish: false')}.`,
        `Add the second workflow of the pair, with ${code(`workflows: [${workflow.name}]`)} below ${code('workflow_run:')}; see holdpoint-publish.yml in examples/workflows.`,
        { path: workflow.path, line: step.line },
      ),
    );
}

interface Listening {
  readonly workflow: Workflow;
  readonly trigger: Trigger;
}

function on(workflows: readonly Workflow[], event: string): Listening[] {
  return workflows.flatMap((workflow) => {
    const trigger = triggerOf(workflow, event);
    return trigger === null ? [] : [{ workflow, trigger }];
  });
}
